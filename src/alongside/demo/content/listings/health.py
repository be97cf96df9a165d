"""Alcohol, drugs, gambling, physical health, Long Covid and getting active."""
# One entry a block reads better than the formatter's layout.
# ruff: noqa: E501
# fmt: off

from .listing import Listing as L

HEALTH = (
    L("ropewalk-recovery", "Ropewalk Open Access", "alcohol_drugs physical_health", "Walk in. Needle exchange, naloxone, a nurse, a worker and a plan for drink or drugs. No judgement, no appointment before 3.", ages="18-", at="ropewalk", area="all", times="MO,TU,WE,TH,FR 10:00-17:00", room="room 2", how="pew", checked=11, cost="Free"),
    L("ropewalk-recovery", "Alcohol home detox support", "alcohol_drugs", "Medically supervised. Never stop suddenly if you drink every day: talk to us first.", ages="18-", room="wait 4 24", how="p", area="all", apply="After an assessment at Open Access."),
    L("ropewalk-recovery", "Families Anchor", "alcohol_drugs carers relationships_family", "For the people who love someone who drinks or uses. You matter even if they never change.", ages="18-", at="ropewalk", times="TU 18:00-19:30", how="pe", room="room 45"),
    L("ropewalk-recovery", "Both Together clinic", "alcohol_drugs severe_mental_illness mood_anxiety", "For people told by mental health to sort the drinking first, and by drink services to sort their mental health first. We do both, together, with a nurse from the Trust.", ages="18-", at="ropewalk", room="wait 7 7", how="pe", area="all", checked=19),
    L("ropewalk-recovery", "Young Persons' Substance Worker", "alcohol_drugs children_young_people", "Vapes, weed, ket, whatever. One worker, meets you anywhere.", ages="11-18", how="t", area="all", room="room 28"),
    L("ropewalk-recovery", "Recovery Kitchen", "alcohol_drugs learning_volunteering food_fuel", "People in recovery cook Thursday dinner. Eat, wash up, stay sober.", at="ropewalk", times="TH 16:00-19:00", how="p"),
    L("steady-on", "Steady On", "alcohol_drugs debt_money mood_anxiety", "Gambling. Free one-to-one help by phone, video or in person, within five working days. Blocking software set up with you.", ages="16-", at="ropewalk", area="all", room="room 9", how="pew", checked=36),
    L("steady-on", "Steady On for families", "alcohol_drugs relationships_family debt_money", "Because you found the statements.", ages="18-", how="pe", area="all"),
    L("second-wind-long-covid-circle", "Second Wind", "long_covid loneliness", "We meet for one hour, because that's what most of us can manage. Blankets, dim lights, lie down if you like. Pacing, brain fog, employers, tears.", at="millrace", times="2WE 13:00-14:00", how="e", checked=52),
    L("second-wind-long-covid-circle", "Second Wind from Bed", "long_covid loneliness", "Online. Video off. Chat box only if talking is too much.", times="1SU 16:00-16:45;3SU 16:00-16:45", how="e"),
    L("tidewater-minds", "Long Covid and Low Mood", "long_covid mood_anxiety", "Talking therapy adapted to energy limits: 30 minute sessions, by phone, at your best time of day.", ages="18-", room="wait 6 27", how="pe", area="all"),
    L("freshwater-primary-care-network", "Long Covid rehab (PCN)", "long_covid physical_health", "OT and physio led. GP to refer. Post-COVID syndrome >12/52, bloods and CXR done.", ages="18-", at="linden", how="p", room="ask 75"),
    L("freshwater-primary-care-network", "Health coaching", "physical_health mood_anxiety sleep", "Six chats with a health coach about one thing you'd like to change. Weight, moving, smoking, sleep. No finger wagging.", ages="18-", at="linden", how="p", room="room 12", area="DN31;DN34;DN37"),
    L("haven-shore-council", "Stop smoking, start breathing", "physical_health", "Twelve weeks of patches or a vape, and a weekly call. Extra time for anyone with a mental health problem.", ages="12-", how="pw", area="all", room="room 30", cost="Free"),
    L("deep-breath-choir", "Deep Breath Choir", "activity_nature physical_health loneliness", "Singing for people with COPD, asthma, anxiety or no reason at all.", at="marram", times="TU 13:30-15:00", how="e", cost="£2 or nothing"),
    L("boots-and-brew", "Boots and Brew: the flat one", "activity_nature loneliness physical_health", "45 minutes, flat, buggies and sticks fine. Tea at the end is the point.", at="bandstand", times="MO 10:00-11:30;FR 10:00-11:30", how="t", cost="Buy your own tea", room="room 6"),
    L("boots-and-brew", "Boots and Brew: the long one", "activity_nature", "4 to 6 miles on the Wolds. Lifts from the bandstand.", times="3SU 09:30-14:00", how="t"),
    L("saltwater-swimmers", "Sunday Dip", "activity_nature mood_anxiety", "In the sea, all year, October to April for two minutes only. First timers looked after. Fleece hats provided.", ages="16-", at="shingle", times="SU 08:00-09:00", how="e"),
    L("pedal-on", "Slow Ride", "activity_nature physical_health", "8 miles, two stops, loan bikes and a trike. Slowest person sets the pace.", at="boating", times="SA 10:00-12:00", how="e", ages="12-", room="room 50"),
    L("samphire-garden-project", "Garden days", "activity_nature mood_anxiety learning_volunteering", "Come and dig, or sit. Six months of one or two days a week with a plan you write yourself, and help to move on after. Lunch from the plot.", ages="18-", at="samphire", times="TU,WE,TH 10:00-15:00", room="wait 3 3", how="pe", area="all", checked=17, apply="Refer yourself or be referred; come for a look round first."),
    L("samphire-garden-project", "Muddy Minis", "activity_nature parenting", "Toddlers, worms, wellies.", ages="-5", at="samphire", times="FR 10:00-11:00", how="w", cost="£2 a family"),
    L("south-neighbours", "Sedge Lane plots", "activity_nature food_fuel loneliness", "Shared allotment. Take home what you grow.", at="sedge", times="SA 09:00-12:00", how="p", area="South;Freshney;Yarborough"),
    L("open-gate-learning-disability-project", "Health Champions", "physical_health legal_advocacy", "We help people with a learning disability get a good health check. Easy read letters. We can come to the doctor with you.", ages="14-", at="tenpenny", how="pe", room="room 39", area="all"),
)
