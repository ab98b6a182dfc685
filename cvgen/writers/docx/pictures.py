"""Pictures: the photo beside the head, and the signature of a letter."""

from __future__ import annotations

import io
from typing import Any

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm

from cvgen.assets.pictures import Photo
from cvgen.writers.docx.elements import Element, w

_PHOTO = (30.0, 32.0)
"""The most width and height of a photo, in mm."""
_SIGNATURE = (60.0, 18.0)
_GAP = 5.0  # mm between a photo and the text


def signature_run(part: Any, picture: Photo, alt: str) -> Element:
    """The picture of a signature, as a letter of its line."""
    return w("r", w("drawing", _inline(part, picture, alt, _SIGNATURE)))


def photo_run(part: Any, picture: Photo, alt: str, rtl: bool) -> Element:
    """A photo at the end side of the head, with the text beside it."""
    inline = _inline(part, picture, alt, _PHOTO)
    extent, about, locks, graphic = inline
    sides = {"distL": Mm(_GAP), "distR": 0} if not rtl else {"distL": 0, "distR": Mm(_GAP)}
    distances = " ".join(f'{name}="{int(value)}"' for name, value in sides.items())
    anchor = parse_xml(
        f'<wp:anchor {nsdecls("wp")} distT="0" distB="0" {distances} simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="margin"><wp:align>{"left" if rtl else "right"}</wp:align>'
        '</wp:positionH><wp:positionV relativeFrom="margin"><wp:align>top</wp:align>'
        "</wp:positionV></wp:anchor>"
    )
    wrap = parse_xml(f'<wp:wrapSquare {nsdecls("wp")} wrapText="bothSides"/>')
    anchor.extend([extent, wrap, about, locks, graphic])
    return w("r", w("drawing", anchor))


def _inline(part: Any, picture: Photo, alt: str, most: tuple[float, float]) -> Element:
    """The picture as large as fits in ``most`` (mm), with ``alt`` for those who cannot see it."""
    from docx.image.image import Image

    image = Image.from_blob(picture[0])
    shape = image.px_width / image.px_height
    high = min(most[1], most[0] / shape)
    made = part.new_pic_inline(
        io.BytesIO(picture[0]), Mm(round(high * shape, 2)), Mm(round(high, 2))
    )
    made.docPr.set("descr", alt)
    return made
