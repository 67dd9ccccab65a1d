"""Another language is answered in that language; English, however odd, is not taken for one."""

from __future__ import annotations

import pytest

from bot.conversation import take_turn
from bot.session import Session
from bot.tutor import Tutor

ASKED = {
    "es": "¿Qué es el ajuste fino y cuándo lo necesito?",
    "fr": "Quelle est la différence entre les deux, et combien est-ce que cela coûte ?",
    "pt": "O que é isso e quando eu preciso de um modelo com os nossos documentos?",
    "de": "Was ist der Unterschied und was kostet das für unsere Firma?",
    "id": "Apa yang harus kami pilih untuk dokumen kami, dan berapa biaya untuk itu?",
    "zh": "什么是微调？",
    "ja": "ファインチューニングとは何ですか？",
    "ru": "Что такое дообучение модели?",
    "ar": "ما هو الضبط الدقيق؟",
    "hi": "फाइन ट्यूनिंग क्या है?",
    "bn": "ফাইন টিউনিং কী?",
}
ENGLISH = (
    "What is RAG?", "was ist RAG", "no", "que?", "RAG o fine-tuning?", "our die casting plant needs answers from its manuals",
    "whats rag", "me and de la Cruz want in on it", "the o in RAG", "", "👍", "lol",
)  # fmt: skip


@pytest.mark.parametrize("language", ASKED)
def test_a_learner_is_answered_in_their_language(language: str, tutor: Tutor) -> None:
    reply = take_turn(Session(), ASKED[language], tutor)
    says = {one.id: one.says for one in tutor.languages.known}
    assert reply.text == says[language] and not reply.citations


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_not_taken_for_another_language(text: str, tutor: Tutor) -> None:
    says = [one.says for one in tutor.languages.known]
    assert take_turn(Session(), text, tutor).text not in says
