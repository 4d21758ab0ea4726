"""What the guide's templates receive: ready words, links and flags, and nothing to decide.

The engine says what the answers come to; the presenters say it in words.
"""

from wizard.presenters.paging import PAGE, part_of
from wizard.presenters.pharmacist import pharmacist_page
from wizard.presenters.question import address, question_page
from wizard.presenters.result import result_page
from wizard.presenters.running import RunningPanel, running_panel
from wizard.presenters.start import start_page

__all__ = [
    "PAGE",
    "RunningPanel",
    "address",
    "part_of",
    "pharmacist_page",
    "question_page",
    "result_page",
    "running_panel",
    "start_page",
]
