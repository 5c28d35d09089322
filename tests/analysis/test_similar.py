"""Similar areas by standardised distance."""

import numpy as np
import pytest

from ivp.analysis.similar import nearest


def test_distances_by_hand():
    # 0, 2, 4: standard deviation sqrt(8/3) = 1.633; one step is 2 / 1.633 = 1.2247
    result = nearest([[0.0], [2.0], [4.0]], 2)
    assert result.index.tolist() == [[1, 2], [0, 2], [1, 0]]
    assert result.distance[0] == pytest.approx([1.2247, 2.4495], abs=1e-4)


def test_two_figures_weigh_the_same_whatever_their_unit():
    people_and_share = np.array([[1000, 0.1], [2000, 0.1], [1000, 0.2], [2000, 0.2], [9000, 0.9]])
    result = nearest(people_and_share, 4)
    scaled = nearest(people_and_share * [0.001, 500], 4)
    assert np.array_equal(result.index, scaled.index)
    assert result.distance == pytest.approx(scaled.distance)
    # root mean square over both figures
    z = (people_and_share - people_and_share.mean(axis=0)) / people_and_share.std(axis=0)
    assert result.distance[0, -1] == pytest.approx(np.sqrt(((z[0] - z[4]) ** 2).mean()))


def test_likeness_is_not_symmetric():
    result = nearest([[0.0], [1.0], [1.1], [1.2]], 1)
    assert result.index[0, 0] == 1
    assert result.index[1, 0] == 2


def test_a_missing_figure_leaves_the_others_to_decide():
    values = np.array([[0, 0, 5.0], [0, 0, np.nan], [9, 9, 5.0], [5, 5, 9.0]])
    result = nearest(values, 3)
    assert result.index[0, 0] == 1
    assert result.distance[0, 0] == 0
    assert np.all(np.isfinite(result.distance))


def test_too_few_shared_figures_is_no_comparison():
    values = np.array([[1.0, 2, 3, 4], [2, 3, 4, 5], [3, 1, 2, 2], [np.nan, np.nan, np.nan, 4.0], [np.nan] * 4])
    result = nearest(values, 4)
    assert result.index[0].tolist()[2:] == [-1, -1]
    assert result.index[3].tolist() == [-1] * 4
    assert np.all(np.isnan(result.distance[4]))


def test_figures_without_spread_or_without_values_take_no_part():
    plain = np.array([[0.0], [2.0], [4.0]])
    padded = np.column_stack([plain, [0.1, 0.1, 0.1], [np.nan] * 3, [np.nan, 5, np.nan]])
    assert nearest(padded, 2).distance == pytest.approx(nearest(plain, 2).distance)


def test_an_area_is_never_its_own_neighbour_and_ties_keep_their_order():
    result = nearest([[1.0], [1.0], [1.0], [3.0]], 10)
    assert result.index.shape == (4, 3)
    assert result.index[0].tolist() == [1, 2, 3]
    assert all(row not in found for row, found in enumerate(result.index.tolist()))


def test_wrong_shapes_are_refused():
    with pytest.raises(ValueError, match="areas x figures"):
        nearest([1.0, 2.0], 1)
    with pytest.raises(ValueError, match="at least one neighbour"):
        nearest([[1.0], [2.0]], 0)
