"""Outlook: where a series of counts goes when it goes on as it did, with its interval and its record.

The Theta method with theta = 2: simple exponential smoothing with half the slope of a straight line as its drift
(Assimakopoulos & Nikolopoulos, Int. J. of Forecasting 16, 2000; Hyndman & Billah, idem 19, 2003). It won the M3
competition over far heavier methods. Fitted by statsmodels on the square roots, of which the variance does not grow
with the count (Bartlett, 1936). Months are first freed of their season (moving averages over twelve months).

The interval is drawn, not from statsmodels (whose formula grows with the horizon even where the level stands still):
errors e with h-step variance sigma^2 (1 + (h - 1) alpha^2), as in the model behind the method (Hyndman & Billah), with
Student's t because sigma is estimated from few points. The same fixed draws are used every time.

The record is a rolling origin (Tashman, Int. J. of Forecasting 16, 2000): the method forecasts years that are already
known from the years before them. Where its errors were larger than its own interval claims, the interval is widened
by that factor (the root mean square of the standardised errors, never below 1). It is not narrowed: a handful of
trials may flatter.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from ivp.analysis.levels import BoolArray, FloatArray, Z

LEAST = {1: 8, 12: 36}
"""Points needed on one side of a break, by the number of points in a year."""
TRAINING = {1: 5, 12: 24}
"""Points that the shortest forecast of the back-test rests on."""
MOST_YEARS = 4
MOST_ZEROS = 0.2
WORSE_BY = 1.1
"""Refused where the error is more than 10 % larger than that of repeating the last year."""
DRAWS = 2000
SEED = 20230101
LEVELS = (2.5, 10.0, 50.0, 90.0, 97.5)

IntArray = npt.NDArray[np.int64]


class Refusal(StrEnum):
    """Why there is no outlook."""

    TOO_SHORT = "too_short"
    BREAK = "break"
    GAP = "gap"
    ZEROS = "zeros"
    KNOWN = "known"
    TOO_FAR = "too_far"
    WORSE_THAN_NAIVE = "worse_than_naive"


@dataclass(frozen=True)
class Backtest:
    """The record of the method on this series, in year figures.

    `mape`: mean absolute error in per cent of what came; `relative`: mean absolute error over that of repeating the
    last year (a MASE against the naive forecast of the same moments); `covered80` and `covered95`: the part of the
    trials inside the interval as the model gives it; `widened`: the factor applied to it since.
    """

    trials: int
    mape: float
    relative: float
    covered80: float
    covered95: float
    widened: float


@dataclass(frozen=True)
class Outlook:
    """Years ahead with median and 80 and 95 % bounds, in the unit of the values; or a `refusal`, then without years.

    `known_part`: of the first year, how many months are known already (0 for yearly series). `draws` has the shape
    (draws, years).
    """

    refusal: Refusal | None
    backtest: Backtest | None
    years: IntArray
    middle: FloatArray
    lower80: FloatArray
    upper80: FloatArray
    lower95: FloatArray
    upper95: FloatArray
    draws: FloatArray
    first: int
    last: int
    known_part: int = 0

    def chance(self, target: float, *, higher: bool) -> float:
        """The chance that the last year is at or past `target`; NaN where there is no outlook."""
        if not len(self.years):
            return float("nan")
        end = self.draws[:, -1]
        return float(np.mean(end >= target if higher else end <= target))


def outlook(
    moments: npt.ArrayLike, values: npt.ArrayLike, segment: npt.ArrayLike, until: int, per_year: int = 1
) -> Outlook:
    """Project the known points of one series to the year `until`.

    `moments`: years, or months counted as 12 * year + month - 1 when `per_year` is 12, increasing; `segment`: the
    stretch between two breaks of every point. Only the last unbroken run without a gap is used. Raises `ValueError`
    for negative or missing values.
    """
    moment, part = np.asarray(moments, dtype=np.int64), np.asarray(segment, dtype=np.int64)
    value = np.asarray(values, dtype=np.float64)
    if np.any(~(value >= 0)) or np.any(np.diff(moment) <= 0):
        raise ValueError("values must be known and at least 0, and moments must increase")
    refusal, start = _stretch(moment, part, value, per_year)
    used, y = moment[start:], value[start:]
    ends = (int(used[0]), int(used[-1])) if len(used) else (0, 0)
    refusal = refusal or _horizon(ends[1], until, per_year)
    if refusal:
        return _refused(refusal, None, ends)
    months_known = (ends[1] + 1) % per_year
    steps = (until + 1) * per_year - ends[1] - 1
    record = backtest(y, per_year, max(1, -(-steps // per_year)))
    if record.relative > WORSE_BY:
        return _refused(Refusal.WORSE_THAN_NAIVE, record, ends)
    draws = _year_draws(y, per_year, steps, months_known)
    middle = np.median(draws, axis=0)
    draws = np.maximum(middle + record.widened * (draws - middle), 0)
    low95, low80, middle, high80, high95 = np.percentile(draws, LEVELS, axis=0)
    years = np.arange(until - draws.shape[1] + 1, until + 1)
    return Outlook(None, record, years, middle, low80, high80, low95, high95, draws, *ends, months_known)


def _refused(refusal: Refusal, record: Backtest | None, ends: tuple[int, int]) -> Outlook:
    none = np.empty(0)
    return Outlook(refusal, record, none.astype(np.int64), none, none, none, none, none, np.empty((0, 0)), *ends)


def _stretch(moment: IntArray, part: IntArray, value: FloatArray, per_year: int) -> tuple[Refusal | None, int]:
    """Where the last unbroken run begins, and why it will not do, if so."""
    least = LEAST[per_year]
    if len(moment) < least:
        return Refusal.TOO_SHORT, 0
    after_break = int(np.flatnonzero(part == part[-1])[0])
    if len(moment) - after_break < least:
        return Refusal.BREAK, after_break
    gaps = np.flatnonzero(np.diff(moment) != 1)
    start = max(after_break, int(gaps[-1]) + 1 if len(gaps) else 0)
    if len(moment) - start < least:
        return Refusal.GAP, start
    return (Refusal.ZEROS if np.mean(value[start:] == 0) > MOST_ZEROS else None), start


def _horizon(last: int, until: int, per_year: int) -> Refusal | None:
    ahead = (until + 1) * per_year - last - 1
    if ahead <= 0:
        return Refusal.KNOWN
    return Refusal.TOO_FAR if ahead > MOST_YEARS * per_year else None


def backtest(values: FloatArray, per_year: int, years: int) -> Backtest:
    """Forecast known years from the points before them: 1 … `years` ahead; of months the next twelve together."""
    trials = list(_trials(values, per_year, years))
    actual, naive = (np.array([trial[i] for trial in trials]) for i in (0, 1))
    low95, low80, middle, high80, high95 = np.array([trial[2] for trial in trials]).T
    error = np.abs(actual - middle)
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = error.mean() / np.abs(actual - naive).mean()
        mape = np.mean(error[actual > 0] / actual[actual > 0]) * 100
    half = np.maximum((high95 - low95) / 2, 1e-12)
    widened = max(1.0, float(np.sqrt(np.mean((Z * (actual - middle) / half) ** 2))))
    return Backtest(
        len(trials),
        float(mape),
        1.0 if np.isnan(relative) else float(relative),  # both without error: as good as the naive one
        float(np.mean(_inside(actual, low80, high80))),
        float(np.mean(_inside(actual, low95, high95))),
        widened,
    )


def _inside(actual: FloatArray, low: FloatArray, high: FloatArray) -> BoolArray:
    return (actual >= low) & (actual <= high)


def _trials(values: FloatArray, per_year: int, years: int) -> list[tuple[float, float, FloatArray]]:
    """Per trial: what came, the same as the last year, and the percentiles `LEVELS` of the forecast."""
    found = []
    for origin in range(TRAINING[per_year], len(values) - per_year + 1):
        ahead = 1 if per_year > 1 else min(years, len(values) - origin)
        draws = _year_draws(values[:origin], per_year, ahead * per_year, 0)
        naive = float(values[origin - per_year : origin].sum())
        for year in range(ahead):
            came = float(values[origin + year * per_year : origin + (year + 1) * per_year].sum())
            found.append((came, naive, np.percentile(draws[:, year], LEVELS)))
    return found


def _year_draws(values: FloatArray, per_year: int, steps: int, known: int) -> FloatArray:
    """Draws of year figures, shape (draws, years); `known` months of the first year are known and added to it."""
    ahead = _draws(values, per_year, steps)
    if per_year == 1:
        return ahead
    whole = np.concatenate([np.broadcast_to(values[len(values) - known :], (len(ahead), known)), ahead], axis=1)
    years: FloatArray = whole.reshape(len(ahead), -1, per_year).sum(axis=2)
    return years


def _draws(values: FloatArray, per_year: int, steps: int) -> FloatArray:
    """Draws of the next `steps` points on the scale of the values."""
    root = np.sqrt(values)
    season = _season(root) if per_year == 12 else np.zeros(1)
    turn = np.arange(len(root) + steps) % len(season)
    alpha, drift, ahead = _theta(root - season[turn[: len(root)]], steps)
    free = max(len(root) - 3, 1)  # the errors from the second point on, less slope and smoothing
    sigma = np.sqrt(np.sum(_errors(root - season[turn[: len(root)]], alpha, drift) ** 2) / free)
    chance = np.random.default_rng(SEED)
    error = chance.standard_normal((DRAWS, steps)) * np.sqrt(free / chance.chisquare(free, (DRAWS, 1))) * sigma
    # an error stays in the level for the part alpha of it
    path = error + alpha * (np.cumsum(error, axis=1) - error)
    drawn: FloatArray = np.maximum(ahead + season[turn[len(root) :]] + path, 0) ** 2
    return np.round(drawn, 9)  # a root squared is not quite the number it came from


def _season(root: FloatArray) -> FloatArray:
    """The twelve additive month effects, from statsmodels' classical decomposition."""
    from statsmodels.tsa.seasonal import seasonal_decompose

    return np.asarray(seasonal_decompose(root, model="additive", period=12).seasonal[:12], dtype=np.float64)


def _theta(level: FloatArray, steps: int) -> tuple[float, float, FloatArray]:
    """Smoothing, slope and forecasts by statsmodels' ThetaModel."""
    from statsmodels.tsa.forecasting.theta import ThetaModel

    if np.ptp(level) == 0:  # nothing to fit
        return 0.0, 0.0, np.full(steps, level[-1])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # an optimum at the edge (alpha 0 or 1) is one as well
        fitted = ThetaModel(level, deseasonalize=False).fit()
        ahead = np.asarray(fitted.forecast(steps), dtype=np.float64)
    drift, alpha = (float(number) for number in fitted.params)
    return alpha, drift, ahead


def _errors(level: FloatArray, alpha: float, drift: float) -> FloatArray:
    """One step ahead errors of smoothing that starts at the first point, with half the slope as its drift."""
    smooth, errors = level[0], []
    for t, now in enumerate(level[1:], start=1):
        lag = (1 - (1 - alpha) ** t) / alpha if alpha > 1e-9 else float(t)
        errors.append(now - smooth - drift / 2 * lag)
        smooth = alpha * now + (1 - alpha) * smooth
    return np.array(errors)
