"""Appraisals by rules that are data: numbers exact, every number explained.

>>> import kinerja
>>> kinerja.Scheme.builtin("id/pp-46-2011").version
1
"""

from kinerja import weights
from kinerja._kinerja import (
    Absent,
    Appraisal,
    Appraisals,
    AppraisalStream,
    Listed,
    Problem,
    ProblemError,
    Scheme,
    WhatIf,
    __version__,
    schemes,
)

__all__ = [
    "Absent",
    "Appraisal",
    "AppraisalStream",
    "Appraisals",
    "Listed",
    "Problem",
    "ProblemError",
    "Scheme",
    "WhatIf",
    "__version__",
    "schemes",
    "weights",
]
