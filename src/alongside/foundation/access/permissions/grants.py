"""Which role may do what, and what no role may do while an organisation's standing shuts records to it."""

from .names import Permission, Role

P = Permission
_NEWS = {P.NEWS_VIEW, P.NEWS_WRITE}
_LEARN = {P.TRAINING_VIEW, P.TRAINING_BOOK}
# What anyone who signs in may do where they hold a seat: the rules of the governance slice ask for the seat.
_AT_THE_TABLE = {P.GROUP_VIEW, P.GROUP_TAKE_PART, P.MEETING_RUN, P.DECISION_VIEW, P.INTEREST_DECLARE}
_WORK = {
    P.SIGNED_IN, P.REQUEST_OPEN, P.REQUEST_VIEW, P.REQUEST_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER,
    P.REFERRAL_REPORT, P.REFERRAL_WITHDRAW, P.REFERRAL_CLOSE, P.PERSON_EDIT, P.CONSENT_RECORD, P.CAPACITY_RECORD,
    P.MEMBER_VIEW, P.TRAINING_OFFER, P.GROUP_VIEW_ALL, P.APPLICATION_REVIEW, P.UNMET_RECORD,
    P.DOUBT_RAISE, P.DIRECTORY_PROPOSE, P.DIRECTORY_ASSURE, P.LIST_KEEP,
    *_AT_THE_TABLE, *_LEARN, *_NEWS,
}  # fmt: skip
# What is taken away, whatever the role, while the standing of an organisation shuts records to it.
ON_RECORDS = frozenset(
    {
        P.REQUEST_OPEN, P.REQUEST_VIEW, P.REQUEST_WORK, P.REFERRAL_VIEW, P.REFERRAL_SEND, P.REFERRAL_ANSWER,
        P.REFERRAL_REPORT, P.REFERRAL_WITHDRAW, P.REFERRAL_CLOSE, P.PERSON_EDIT, P.CONSENT_RECORD,
        P.CONSENT_OVERRIDE,
    }
)  # fmt: skip

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.WORKER: frozenset(_WORK),
    Role.NAVIGATOR: frozenset(_WORK | {P.CONSENT_OVERRIDE, P.LEXICON_EDIT}),
    Role.ORGANISATION_LEAD: frozenset(
        _WORK | {P.USER_INVITE, P.TRAINING_LEAD, P.STANDING_RENEW, P.TERMS_ACCEPT}
    ),
    Role.COORDINATOR: frozenset(
        {
            P.SIGNED_IN,
            P.MEMBER_VIEW,
            P.MEMBER_EDIT,
            P.STANDING_RENEW,
            P.APPLICATION_REVIEW,
            P.APPLICATION_DECIDE,
            P.USER_INVITE,
            P.ALLIANCE_EDIT,
            P.DIRECTORY_IMPORT,
            P.DIRECTORY_PROPOSE,
            P.DIRECTORY_ASSURE,
            P.DIRECTORY_MODERATE,
            P.DOUBT_RAISE,
            P.CAPACITY_RECORD,
            P.TRAINING_OFFER,
            P.TRAINING_REQUIRE,
            P.GROUP_VIEW_ALL,
            P.GROUP_EDIT,
            P.NEWS_URGENT,
            P.LEXICON_EDIT,
            P.LIST_KEEP,
            P.UNMET_RECORD,
            *_AT_THE_TABLE,
            *_LEARN,
            *_NEWS,
        }
    ),
    Role.COMMISSIONER: frozenset(
        {P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW, P.NEWS_VIEW, *_AT_THE_TABLE, *_LEARN}
    ),
    Role.EXPERT: frozenset(
        {P.SIGNED_IN, P.MEMBER_VIEW, P.APPLICATION_REVIEW, P.TRAINING_OFFER, *_AT_THE_TABLE, *_LEARN, *_NEWS}
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            P.SIGNED_IN,
            P.MEMBER_VIEW,
            P.MEMBER_EDIT,
            P.STANDING_RENEW,
            P.APPLICATION_REVIEW,
            P.APPLICATION_DECIDE,
            P.USER_INVITE,
            P.USER_EDIT,
            P.ALLIANCE_EDIT,
            P.DIRECTORY_IMPORT,
            P.AUDIT_VERIFY,
            P.NEWS_URGENT,
            P.GROUP_VIEW_ALL,
            *_AT_THE_TABLE,
            *_LEARN,
            *_NEWS,
        }
    ),
    Role.PUBLIC: frozenset(
        {
            P.REQUEST_OPEN,
            P.ACCOUNT_OPEN,
            P.NEWS_STOP,
            P.APPLICATION_START,
            P.UNMET_RECORD,
            P.DOUBT_RAISE,
        }
    ),
    Role.PERSON: frozenset(
        {
            P.OWN_RECORD,
            P.CONSENT_RECORD,
            P.REQUEST_OPEN,
            P.REFERRAL_SEND,
            P.REFERRAL_WITHDRAW,
            P.UNMET_RECORD,
            P.DOUBT_RAISE,
        }
    ),
    Role.RECEIVER: frozenset({P.REFERRAL_VIEW, P.REFERRAL_ANSWER, P.REFERRAL_REPORT}),
    Role.APPLICANT: frozenset({P.APPLICATION_WRITE, P.TERMS_ACCEPT, P.STANDING_RENEW}),
    Role.KEEPER: frozenset({P.DIRECTORY_PROPOSE, P.DIRECTORY_ASSURE, P.CAPACITY_RECORD}),
    Role.CLOCK: frozenset(
        {
            P.REFERRAL_CLOCK,
            P.MEMBERSHIP_CLOCK,
            P.NEWS_SEND,
            P.TRAINING_CLOCK,
            P.GROUP_CLOCK,
            P.UPKEEP_CLOCK,
        }
    ),
}
