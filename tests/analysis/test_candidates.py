"""The declared score of a candidate, by hand."""

import numpy as np
import pytest

from ivp.analysis.candidates import SIZE_CAP, ranks, score

NAN = float("nan")


def test_by_hand():
    # half high, a quarter worsening: 0.375; 5 % of the district is half of the cap
    result = score([0.5], [0.25], [500], [10_000])
    assert result.size[0] == pytest.approx(0.5)
    assert result.score[0] == pytest.approx(100 * (0.8 * 0.375 + 0.2 * 0.5))
    assert result.candidate[0]


def test_what_is_missing_is_not_nought():
    result = score([0.5, NAN, NAN], [NAN, 0.5, NAN], [0, NAN, 900], 10_000)
    assert result.score[:2] == pytest.approx([40, 40])
    assert np.isnan(result.score[2])
    assert result.candidate.tolist() == [True, True, False]


def test_size_is_capped():
    result = score(0.5, 0.5, [SIZE_CAP * 1e4, 9000], 1e4)
    assert result.score[0] == pytest.approx(result.score[1]) == pytest.approx(60)


def test_size_alone_is_never_enough():
    """The largest theme is neither high nor worsening: it gets no rank, however small the others are."""
    result = score([0.0, 0.02, NAN], [0.0, 0.0, 0.1], [9000, 1, 1], 10_000)
    assert result.candidate.tolist() == [False, True, True]
    assert result.score[0] > result.score[1]
    assert ranks([0, 0, 0], result).tolist() == [0, 2, 1]


def test_a_low_theme_ranks_first_nowhere_not_even_alone():
    assert ranks([0], score([0.0], [0.0], [9000], 10_000)).tolist() == [0]
    assert ranks([0], score([NAN], [NAN], [9000], 10_000)).tolist() == [0]


def test_ranks_within_each_area():
    result = score([0.1, 0.9, 0.5, 0.9, 0.0], [0.1, 0.1, 0.5, 0.1, 0.0], 0, 0)
    assert ranks([1, 0, 0, 1, 1], result).tolist() == [2, 1, 2, 1, 0]
    assert ranks([], score([], [], [], [])).tolist() == []


def test_impossible_input_is_refused():
    with pytest.raises(ValueError, match="from 0 to 1"):
        score([1.1], [0], [1], [10])
    with pytest.raises(ValueError, match="at least 0"):
        score([-0.1], [0], [1], [10])
