"""Brings a recognition to a state by its steps alone, the clock moved: for demonstration and tests.

There is no other way to a state, so what the walker reaches is what a user would reach.
"""

from certification.demo.walk.walker import MAIN_LINE, STATIONS, Cast, Moments, Walker

__all__ = ["MAIN_LINE", "STATIONS", "Cast", "Moments", "Walker"]
