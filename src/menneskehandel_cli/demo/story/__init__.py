"""What happened in Vestlandia, year by year. Everything is made up."""

from menneskehandel_cli.demo.story.year_2021 import YEAR_2021
from menneskehandel_cli.demo.story.year_2022 import YEAR_2022
from menneskehandel_cli.demo.story.year_2023 import YEAR_2023
from menneskehandel_cli.demo.story.year_2024 import YEAR_2024

STORY = (*YEAR_2021, *YEAR_2022, *YEAR_2023, *YEAR_2024)
"""All steps, oldest first."""

__all__ = ["STORY"]
