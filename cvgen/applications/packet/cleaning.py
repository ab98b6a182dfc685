"""Takes out of a PDF what its pages do not show: metadata, thumbnails, comments, actions."""

from __future__ import annotations

from typing import Any

from cvgen.applications.packet.trees import items_of
from cvgen.assets.pictures import strip_metadata

_ROOT = {"/Type", "/Pages", "/StructTreeRoot", "/MarkInfo", "/Lang", "/Outlines", "/Names",
         "/Dests", "/OutputIntents", "/OCProperties"}  # fmt: skip
_PAGE = {"/Type", "/Parent", "/MediaBox", "/CropBox", "/BleedBox", "/TrimBox", "/ArtBox",
         "/Resources", "/Contents", "/Rotate", "/Annots", "/Group", "/StructParents", "/UserUnit",
         "/Tabs"}  # fmt: skip
_TYPED = ("/Metadata", "/PieceInfo", "/LastModified", "/AF", "/AA")
_STREAM = (*_TYPED, "/OPI", "/Alternates", "/Interpolate", "/PS", "/Measure")
_STATE = ("/TR", "/TR2", "/HT", "/HTP")  # how a printer makes dots
_STRIPPED = ("/DeviceRGB", "/DeviceGray", "/CalRGB", "/CalGray")
_LINK = {"/Type", "/Subtype", "/Rect", "/Border", "/BS", "/C", "/H", "/QuadPoints", "/A", "/Dest",
         "/Contents", "/StructParent", "/F", "/P"}  # fmt: skip
_PRINTED = 4  # the flag that PDF/A asks of every annotation
_TARGETS = ("/URI", "/GoTo")


def clean(pdf: Any) -> int:
    """Take out all but the pages, tags, links and outline. The number of comments taken out."""
    import pikepdf

    root = pdf.Root
    _keep(root, _ROOT)
    names = root.get("/Names", {})
    if "/Dests" in names:
        root.Names = pikepdf.Dictionary(Dests=names.Dests)
    elif "/Names" in root:
        del root.Names
    taken = 0
    for page in pdf.pages:
        _keep(page.obj, _PAGE)
        taken += _clean_annotations(page.obj)
    _clean_outline(root)
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            _clean_object(item)
    for scope in pdf.content_scopes():
        states = scope.resources.get("/ExtGState", {}) if scope.resources is not None else {}
        for state in states.values():
            for name in set(_STATE) & set(state.keys()):
                del state[name]
    return taken


def _keep(entry: Any, names: set[str]) -> None:
    for name in set(entry.keys()) - names:
        del entry[name]


def _clean_object(item: Any) -> None:
    """Take metadata and what PDF/A forbids out of one object, and out of a JPEG.

    A dictionary without a type may be a list of resources, which may have any names.
    """
    import pikepdf

    is_stream = isinstance(item, pikepdf.Stream)
    for name in _STREAM if is_stream else _TYPED if "/Type" in item else ():
        if name in item:
            del item[name]
    if is_stream and [str(one) for one in items_of(item.get("/Filter"))] == ["/DCTDecode"]:
        _clean_jpeg(item)


def _clean_jpeg(item: Any) -> None:
    """Take the camera's metadata out of a picture. Those for printers stay as they are."""
    import pikepdf

    space = items_of(item.get("/ColorSpace"))
    kind = str(space[0]) if space else ""
    is_profile = kind == "/ICCBased" and int(space[1].get("/N", 0)) in (1, 3)
    if not is_profile and kind not in _STRIPPED:
        return
    before = item.read_raw_bytes()
    after = strip_metadata(before)
    if after != before:
        options = item.get("/DecodeParms")
        item.write(after, filter=pikepdf.Name.DCTDecode, decode_parms=options)


def _clean_annotations(page: Any) -> int:
    """Keep the links of a page that lead to a page or an address; the number of others."""
    import pikepdf

    found = items_of(page.get("/Annots"))
    kept = [one for one in found if hasattr(one, "items") and _is_link(one)]
    for link in kept:
        _keep(link, _LINK)
        link.F = _PRINTED
        if "/A" in link and "/Next" in link.A:
            del link.A.Next
    if kept:
        page.Annots = pikepdf.Array(kept)
    elif "/Annots" in page:
        del page.Annots
    others = [one for one in found if hasattr(one, "get") and not _is_plain_link(one)]
    return sum(str(one.get("/Subtype", "")) != "/Popup" for one in others)


def _is_plain_link(annotation: Any) -> bool:
    return str(annotation.get("/Subtype", "")) == "/Link"


def _is_link(annotation: Any) -> bool:
    if not _is_plain_link(annotation):
        return False
    action = annotation.get("/A")
    if action is None:
        return "/Dest" in annotation
    return hasattr(action, "items") and str(action.get("/S", "")) in _TARGETS


def _clean_outline(root: Any) -> None:
    """Take the outline out if one of its items does something else than lead to a page."""
    waiting, seen = [root.get("/Outlines")], set()
    while waiting:
        item = waiting.pop()
        if not hasattr(item, "items") or item.objgen in seen:
            continue
        seen.add(item.objgen)
        if "/A" in item and str(item.A.get("/S", "")) not in _TARGETS:
            del root.Outlines
            return
        waiting += [item.get("/First"), item.get("/Next")]
