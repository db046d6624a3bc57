import doctest

from evaluate import gloss
from features.article import CUE_CLASSES
from seeds.lexicon import load


def test_gloss_examples_are_true():
    assert doctest.testmod(gloss).failed == 0


def test_gloss_knows_the_whole_codebook():
    assert set(gloss.REFERENTS) == set(load("names").groups)
    assert set(gloss.TYPES) == set(load("speakers").groups)
    assert set(gloss.SIDES) == set(load("speakers").categories)
    assert set(gloss.CLASSES) == set(CUE_CLASSES)
    assert gloss.say("something:new") == "something:new"
