"""Takes in what became of each CV: writes or compares its files, and keeps its record."""

from __future__ import annotations

from collections.abc import Callable

from cvgen.errors import CvgenError, RenderError
from cvgen.paths import display_path
from cvgen.project.files import sweep
from cvgen.rendering.cv_task import CvResult, CvTask, MadeDocument
from cvgen.rendering.incremental.orphaned import Orphaned
from cvgen.rendering.incremental.outputs import Outputs
from cvgen.rendering.incremental.record import Output, PastRun, Record
from cvgen.rendering.incremental.unchanged import warnings_of
from cvgen.rendering.job import with_file
from cvgen.rendering.report import Report, Saved, files_of, save
from cvgen.rendering.tasks import Task
from cvgen.writers import WRITERS


class Results:
    """The results of a run, in ``report`` and on the disk.

    ``with_cause`` adds the place in a theme that is the cause of an error.
    """

    def __init__(
        self,
        outputs: Outputs,
        report: Report,
        with_cause: Callable[[RenderError, Task], RenderError],
    ) -> None:
        self.outputs = outputs
        self.report = report
        self.orphaned = Orphaned(outputs)
        self._with_cause = with_cause
        self._saved: list[tuple[int, int, Saved]] = []

    def unchanged(self, cv: str, record: Record, run: PastRun) -> None:
        """Note that nothing has to be done for ``cv`` since ``run``."""
        self.report.up_to_date += len(run.outputs)
        self.report.add_warnings(warnings_of(record, run))
        self.orphaned.look_at(cv, record, run.variants, run.outputs)

    def add(self, number: int, task: CvTask, result: CvResult) -> None:
        """Write the documents of the CV of that ``number``, or compare them with the files."""
        report, outputs, name = self.report, self.outputs, display_path(task.path)
        report.add_warnings(result.warnings)
        for failure in result.failures:
            error = failure.error
            if failure.task and isinstance(error, RenderError):
                error = self._with_cause(error, failure.task)
            report.add_error(with_file(error, name))
        record = outputs.records.of(task.cv)
        made, is_whole = {}, not result.failures
        for place, document in enumerate(result.documents):
            try:
                if output := self._document((number, place), record, task.cv, document):
                    made[document.name] = output
            except CvgenError as error:
                report.add_error(with_file(error, name))
                is_whole = False
        try:
            if not outputs.request.check and result.variants is not None:
                record = outputs.add(task.cv, result, made, is_whole)
                for folder in {(outputs.folder / one.name).parent for one in result.documents}:
                    sweep(folder)
        except CvgenError as error:
            if made:  # if nothing changed, only the next run takes longer
                report.add_error(error)
        names = [document.name for document in result.documents]
        self.orphaned.look_at(task.cv, record, result.variants, names)

    def _document(
        self, order: tuple[int, int], record: Record, cv: str, document: MadeDocument
    ) -> Output | None:
        """Write a document, and return what to remember of it; or compare it with its files."""
        written = document.written
        if written is None:  # it is made from the same, and unchanged
            self.report.up_to_date += 1
            self.report.add_warnings(record.outputs[document.name].warnings)
            return None
        paged = WRITERS[document.format].paged
        target = self.outputs.folder / document.name
        output = None
        if self.outputs.request.check:
            state = self.outputs.state(record, document, written)
            self.report.add_state(state, files_of(target, written, paged))
        else:
            saved = save(target, written, paged, document.notes)
            output = self.outputs.output(cv, document, saved)
            self._saved.append((*order, saved))
            self.report.saved.append(saved)
        self.report.add_warnings(document.warnings)
        return output

    def in_order(self) -> list[Saved]:
        """The saved documents in the order of the CVs, their variants and their formats."""
        return [saved for *_, saved in sorted(self._saved, key=lambda one: one[:2])]
