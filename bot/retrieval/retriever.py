"""The unit's own sentences and table rows, found by hybrid search, as a LangChain retriever."""

from __future__ import annotations

from typing import Any

import numpy as np
from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from bot.content.course import Course
from bot.retrieval.search import HybridSearch


class UnitRetriever(BaseRetriever):
    """Documents are sentences, or table rows as "header: cell | header: cell", best first.

    `page_content` is what can be quoted; `metadata` has `cite` (a `Cite`), `source` (the file),
    `heading` and `score` (0-1, over this course).
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)
    course: Course
    search: HybridSearch
    k: int = 5

    def model_post_init(self, context: Any, /) -> None:
        """Remember which entries belong to the unit's text."""
        super().model_post_init(context)
        cited = [at for at, one in enumerate(self.search.entries) if one.cite]
        self._numbers = np.array(cited, int)

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[Document]:
        mix = self.search.scores(query).mix[self._numbers]
        best = np.argsort(-mix, kind="stable")[: self.k]
        return [self._document(int(self._numbers[at]), float(mix[at])) for at in best]

    def _document(self, number: int, score: float) -> Document:
        cite = self.search.entries[number].cite
        assert cite is not None
        section = self.course.sections[cite.passage]
        about = {"source": section.file, "heading": section.heading}
        return Document(self.course.quote(cite), metadata={"cite": cite, "score": score, **about})
