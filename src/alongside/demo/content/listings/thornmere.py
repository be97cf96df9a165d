"""The directory of Thornmere Vale, the invented second alliance."""
# One entry a block reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .listing import Listing as L

THORNMERE = (
    L("buttermarket-listening-post", "Listening Post drop-in", "mood_anxiety loneliness", "Sit down, be heard. Market days.", ages="16-", at="buttermarket", times="TU,SA 10:00-13:00", room="room 3", area="all", checked=20),
    L("buttermarket-listening-post", "Counselling", "mood_anxiety bereavement trauma_abuse", "Up to 12 sessions.", ages="18-", at="buttermarket", room="wait 7 12", area="all"),
    L("vale-advice-bench", "Advice Bench", "debt_money benefits housing_homelessness", "Debts, forms, landlords. Appointments in town; phone elsewhere.", at="buttermarket", times="MO,TH 09:30-15:00", room="wait 2 4", area="all", checked=11),
    L("staithe-barn-growers", "Barn days", "activity_nature mood_anxiety learning_volunteering", "Grow, mend, eat soup.", ages="18-", at="staithe", times="WE,FR 10:00-15:00", room="room 6"),
    L("saltbeck-good-neighbours", "Neighbour lifts", "practical_help loneliness", "Lifts and errands. Ring before ten.", how="p", area="all"),
    L("saltbeck-good-neighbours", "Friday lunch", "loneliness food_fuel", "Hot dinner and a chat.", at="saltbeck-hall", times="FR 12:00-14:00", how="p", cost="£4"),
    L("thornmere-young-voices", "Young Voices", "children_young_people mood_anxiety", "Somebody to talk to, 11 to 19.", ages="11-19", at="buttermarket", times="MO,WE 15:30-18:30", how="te", room="wait 3 9"),
    L("upper-vale-carers-circle", "Carers Circle", "carers dementia_memory", "First Monday, bring them along or have a break.", at="upper-vale", times="1MO 14:00-16:00", how="p"),
    L("millbank-recovery-group", "Millbank Recovery", "alcohol_drugs", "Peer-led. Come sober enough to listen.", ages="18-", at="saltbeck-hall", times="TU 19:00-20:30", how="e"),
    L("safe-hearth-thornmere", "Safe Hearth outreach", "domestic_abuse trauma_abuse", "We meet you where it is safe.", ages="16-", area="all", how="p", flags="hidden urgent", at="buttermarket", room="wait 1 6"),
    L("buttermarket-listening-post", "Evening safe space", "crisis_self_harm suicidal_thoughts", "Thursday to Sunday evenings, for anyone not coping.", ages="18-", at="buttermarket", times="TH,FR,SA,SU 18:00-22:00", how="p", room="room 2", flags="urgent"),
    L("thornmere-young-voices", "Parents' corner", "parenting relationships_family", "For parents of teenagers.", at="buttermarket", when="Last Thursday, 7pm", how="e"),
)
