"""How things are said: no promise, no praise, nothing that makes a supplement a medicine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.release_checks.problem import Check, Checker, Gravity, Problem
from content.release_checks.subject import Subject
from content.release_checks.wording import clause_before, is_denied, near, phrases
from content.telling import Sentence

PROMISE = Check(
    slug="promise-to-heal",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Words that make magnesium a medicine: treats, cures, heals, reverses, prevents."),
    remedy=Sentence("Say what was studied and what was found: “has been studied for …”, “may …”."),
)
REMEDY = Check(
    slug="illness-with-remedy",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("The name of an illness with a verb that promises relief from it."),
    remedy=Sentence("Say “may”, “has been studied for”, or what a trial found, and for whom."),
)
PRAISE = Check(
    slug="praise",
    gravity=Gravity.BLOCK,
    looks_for=Sentence("Advertising: best, ideal, proven, promising, no side effects, you should take."),
    remedy=Sentence("Say what is known and how sure anyone can be. Leave the judging to the reader."),
)
ABSOLUTE = Check(
    slug="absolute-word",
    gravity=Gravity.WARN,
    looks_for=Sentence("Benefits said to come always, to everybody, or completely."),
    remedy=Sentence("Say for whom it was seen, and how often."),
)

_PROMISE = phrases(
    "cure, cures, cured, curing, heal, heals, healed, healing, reverse, reverses, reversed, reversing,"
    "treat, treats, treated, treating, prevent, prevents, prevented, preventing"
)
_RELIEF = (
    "relieve, relieves, relieved, relieving, ease, eases, eased, easing, fixes, fixed, fight, fights, stops,"
    "stopped, end, ends, beat, beats, remedy, remedies, remedied, corrects, eliminate, eliminates, controls,"
    "alleviate, alleviates, alleviated, soothe, soothes, soothed, combat, combats, banish, banishes,"
    "protects against, protects from, protects you from, gets rid of, works for, works against,"
    "effective for, effective against"
)
_ILLNESS = (
    "ADHD, Alzheimer's, Alzheimer's disease, anaemia, anemia, anxiety, arrhythmia, arrhythmias, arthritis,"
    "asthma, atrial fibrillation, autism, cancer, constipation, cramps, dementia, depression, diabetes,"
    "dysautonomia, epilepsy, fibromyalgia, heart attack, heart attacks, heart block, heart disease,"
    "heart failure, high blood pressure, hypertension, insomnia, kidney disease, kidney stones, migraine,"
    "migraines, nerve damage, nerve pain, neuropathy, osteoporosis, panic attacks, Parkinson's, PMS, POTS,"
    "restless legs, sleep apnoea, sleep apnea, stroke, strokes"
)
_PRAISE = phrases(
    "the best, your best, our best, best form, best choice, best magnesium, best kind, best type, best for,"
    "ideal, ideally suited, perfect, miracle, miraculous, amazing, magical, unbeatable, breakthrough,"
    "revolutionary, promising, superior, proven, guarantee, guarantees, guaranteed, no side effects,"
    "no known side effects, without side effects, without any side effects, free of side effects,"
    "free from side effects, side effect free, risk free, completely safe, perfectly safe, totally safe,"
    "absolutely safe, 100% safe, 100% natural, you should take, you must take"
)
_GOOD = "works, helps, effective, safe, improves, relieves, benefits, calms"
_ALL = "always, everybody, everyone, every body, completely, totally, instantly, permanently, all people"

_RULES: tuple[tuple[Check, re.Pattern[str]], ...] = (
    (PROMISE, _PROMISE),
    (REMEDY, near(_RELIEF, _ILLNESS, within=40)),
    (PRAISE, _PRAISE),
    (ABSOLUTE, near(_ALL, _GOOD, within=30)),
    (ABSOLUTE, near(_GOOD, _ALL, within=30)),
)
_HEDGE = phrases(
    "may, might, could, sometimes, whether, if, study, studied, studies, tested, trial, trials, said, says,"
    "suggest, suggests, chosen, sold, hope, hopes, hoped, some people, medicine, medicines, doctor, doctors,"
    "clinician, clinicians"
)
"""Words that turn a verb of relief into something studied, hoped for, or done by somebody else."""


def find(subject: Subject) -> Iterator[Problem]:
    for text in subject.texts:
        for sentence in text.sentences:
            for check, words in _faults(sentence):
                message = Sentence("“%(words)s” in: “%(sentence)s”", words=words, sentence=sentence)
                yield check.problem(text.kind, text.record, text.field, message)


def _faults(sentence: str) -> Iterator[tuple[Check, str]]:
    """What is wrong with a sentence, once for each rule; a question promises nothing."""
    if sentence.endswith("?"):
        return
    for check, pattern in _RULES:
        for found in pattern.finditer(sentence):
            if not _is_excused(check, sentence, found):
                yield check, found[0]
                break


def _is_excused(check: Check, sentence: str, found: re.Match[str]) -> bool:
    if is_denied(sentence, found):
        return True
    return check is REMEDY and bool(_HEDGE.search(clause_before(sentence, found.start())))


CHECKER = Checker(checks=(PROMISE, REMEDY, PRAISE, ABSOLUTE), find=find)
