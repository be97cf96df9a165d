"""What the demo's members tell each other. {here} is the member's name; places are real, people are not."""

from typing import NamedTuple


class Said(NamedTuple):
    title: str
    text: str
    is_public: bool = False


NEWS = (
    Said(
        "Tuesday walks start again",
        "From next week we walk from the boating lake each Tuesday at 10am. Slow pace, flat path, tea after."
        "\n\nNobody needs to ring first.",
        True,
    ),
    Said(
        "We have moved",
        "The new place has a ramp and a quiet room. The telephone number stays the same.",
        True,
    ),
    Said("Our list is open again", "Two new volunteers have finished their training, so we can say yes to about"
         " six more people this month."),
    Said("Looking for a room on Wednesday evenings", "Twelve chairs, a kettle, and somewhere to leave a pram."
         " Grimsby or Cleethorpes. We can pay a little."),
    Said(
        "Debt week: no appointment needed",
        "All of next week there is someone at the desk from 9am to 3pm. Bring the letters, opened or not.",
        True,
    ),
    Said("What we learned from asking people to wait", "We rang everyone on our list. A third wanted something else"
         " by then, and told us what. We changed two of our groups because of it."),
    Said("A men’s evening that is not about talking", "Bikes, tools, soup. The talking comes by itself around half"
         " past eight.", True),
    Said("Closed over the holiday, and who is open", "We are closed from the 24th to the 2nd. The front door has a"
         " list of who is open on which day: please look before you send someone.", True),
    Said("Two places left on our safeguarding morning", "Free for anyone in the alliance. Small groups first."),
    Said("Our interpreter now comes on Thursdays", "Polish, Romanian and Lithuanian. Say so when you refer and we"
         " will book her.", True),
    Said("We said it took too long", "People told us that the first letter frightened them. Here is the new one,"
         " written with four of them. Use it if it helps you."),
    Said("Carers’ lunch on the first Friday", "Come with whoever you look after, or without.", True),
    Said("Funding news, for once good", "The small grant came through, so the drop-in carries on until next March."),
    Said("Help with forms, on the bus", "The library bus stops in Immingham, Healing and Waltham. One of us is on it"
         " each second Monday.", True),
)  # fmt: skip

THANKS = (
    Said("Thank you for Tuesday", "Someone came to us in a bad way ten minutes before closing. You picked up, stayed"
         " on, and drove over."),
    Said("Thank you for the chairs", "And for asking how it went afterwards."),
    Said("Thank you for taking our waiting list seriously", "Eight people, all rung within the week."),
    Said("Thank you for the honest no", "You said at once that you couldn’t help, and who could. That is worth as"
         " much as a yes.", True),
    Said("Thank you for the training", "Nobody here had ever been asked to co-lead one. They are still talking about"
         " it.", True),
    Said("Thank you for the lifts", "Three months of them."),
    Said("Thank you for explaining it again", "And once more after that."),
    Said("Thank you from our volunteers", "For the card, the cake and the afternoon.", True),
)  # fmt: skip
