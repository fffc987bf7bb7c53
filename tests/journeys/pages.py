"""Every page of the portal, who works on it, and the forms on it: one list for all tests that walk the pages."""

from dataclasses import dataclass, field

from playwright.sync_api import Page

PUBLIC = ""
OFFICER = "Scrutiny Officer"
HOLDER = "Portfolio Holder, South Holland"
ELSEWHERE = "Portfolio Holder, Boston"
RESPONSIBLE = "Responsible Officer, South Holland"
COUNCILLOR = "Councillor, South Holland"
READER = "Reader"

# Address names, and the roles for whom the page has something of its own.
PAGES: dict[str, tuple[str, ...]] = {
    "overview": (PUBLIC, COUNCILLOR),
    "search": (PUBLIC,),
    "how-we-record": (PUBLIC,),
    "accessibility": (PUBLIC,),
    "privacy": (PUBLIC,),
    "kit": (PUBLIC,),
    "meetings:list": (PUBLIC, OFFICER),
    "recommendations:meeting": (PUBLIC, COUNCILLOR, OFFICER),
    "recommendations:minutes-print": (PUBLIC,),
    "recommendations:agenda-print": (PUBLIC,),
    "recommendations:actions-print": (PUBLIC,),
    "meetings:add": (OFFICER,),
    "meetings:add-item": (OFFICER,),
    "meetings:agenda": (OFFICER,),
    "meetings:edit-item": (OFFICER,),
    "meetings:take-off": (OFFICER,),
    "meetings:carry-over": (OFFICER,),
    "meetings:edit": (OFFICER,),
    "meetings:plan-again": (OFFICER,),
    "meetings:add-series": (OFFICER,),
    "meetings:standing": (OFFICER,),
    "meetings:standing-body": (OFFICER,),
    "meetings:standing-item": (OFFICER,),
    "meetings:papers": (OFFICER,),
    "meetings:paper-new-version": (OFFICER,),
    "meetings:paper-edit": (OFFICER,),
    "meetings:paper-openness": (OFFICER,),
    "meetings:paper-withdraw": (OFFICER,),
    "meetings:questions": (PUBLIC, OFFICER),
    "meetings:attendance": (OFFICER,),
    "meetings:add-attendance": (OFFICER,),
    "meetings:agree": (OFFICER,),
    "meetings:correct": (OFFICER,),
    "recommendations:correct-entry": (OFFICER,),
    "meetings:postpone": (OFFICER,),
    "meetings:cancel": (OFFICER,),
    "recommendations:list": (PUBLIC, OFFICER),
    "recommendations:detail": (PUBLIC, HOLDER, OFFICER),
    "recommendations:response": (PUBLIC, HOLDER),
    "recommendations:respond": (HOLDER,),
    "recommendations:add": (OFFICER,),
    "recommendations:send": (OFFICER,),
    "recommendations:send-report": (OFFICER,),
    "recommendations:close": (OFFICER,),
    "recommendations:move-due": (OFFICER,),
    "recommendations:todo": (OFFICER,),
    "recommendations:readings": (OFFICER,),
    "recommendations:hand-in": (OFFICER,),
    "recommendations:reading": (OFFICER,),
    "recommendations:reading-text": (OFFICER,),
    "recommendations:reading-meeting": (OFFICER,),
    "recommendations:found": (OFFICER,),
    "recommendations:awaiting-you": (HOLDER,),
    "recommendations:actions": (PUBLIC, RESPONSIBLE, OFFICER),
    "recommendations:action": (PUBLIC, RESPONSIBLE, HOLDER, OFFICER),
    "recommendations:update": (RESPONSIBLE,),
    "recommendations:evidence": (RESPONSIBLE,),
    "recommendations:sign-off": (HOLDER,),
    "recommendations:reverse": (HOLDER,),
    "recommendations:assign": (OFFICER,),
    "recommendations:move-date": (HOLDER,),
    "recommendations:log": (OFFICER,),
    "recommendations:log-item": (OFFICER,),
    "recommendations:log-edit": (OFFICER,),
    "recommendations:log-withdraw": (OFFICER,),
    "recommendations:publish": (OFFICER,),
    "strategies:list": (PUBLIC,),
    "strategies:detail": (PUBLIC, OFFICER),
    "strategies:record-review": (OFFICER,),
    "strategies:glossary": (PUBLIC,),
    "strategies:term": (PUBLIC,),
    "task_groups:reports": (PUBLIC,),
    "task_groups:report": (PUBLIC, OFFICER),
    "recommendations:review": (PUBLIC, OFFICER),
    "account_login": (PUBLIC,),
    "account_signup": (PUBLIC,),
    "account_logout": (READER,),
    "account_inactive": (PUBLIC,),
    "account_email_verification_sent": (PUBLIC,),
    "account_confirm_email": (PUBLIC,),
    "account_change_password": (READER,),
    "account_reset_password": (PUBLIC,),
    "account_reset_password_done": (PUBLIC,),
    "account_reset_password_from_key": (PUBLIC,),
    "account_reset_password_from_key_done": (PUBLIC,),
    "mfa_index": (READER,),
    "mfa_activate_totp": (READER,),
    "mfa_add_webauthn": (READER,),
    "mfa_list_webauthn": (READER,),
    "mfa_generate_recovery_codes": (READER,),
    "socialaccount_connections": (READER,),
    "socialaccount_login_cancelled": (PUBLIC,),
}
# Addresses that show no page of their own: they lead on, send a file or data, or only take a form.
NO_PAGES = {
    "landing", "healthz", "security-txt", "calendar", "body-calendar", "decisions-feed",
    "recommendations:minutes-word", "recommendations:minutes-pdf", "recommendations:agenda-word",
    "recommendations:agenda-pdf", "recommendations:actions-word", "recommendations:actions-pdf",
    "meetings:document", "meetings:move", "meetings:move-item", "meetings:add-standing", "meetings:standing-move",
    "meetings:standing-take-off", "meetings:questions-export", "meetings:asked-before",
    "recommendations:reading-accept", "recommendations:reading-move", "recommendations:found-decide",
    "recommendations:export", "recommendations:evidence-file", "recommendations:outcome",
    "recommendations:remind", "recommendations:submit", "recommendations:log-draft", "recommendations:log-status",
    "recommendations:log-shift", "recommendations:log-link", "recommendations:log-move", "recommendations:log-undo",
    "account_email", "account_confirm_login_code", "account_set_password", "account_reauthenticate", "socialaccount_signup",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
    "mfa_deactivate_totp", "mfa_download_recovery_codes", "mfa_view_recovery_codes", "mfa_edit_webauthn",
    "mfa_remove_webauthn", "openid_connect_login", "openid_connect_callback", "socialaccount_login_error",
}  # fmt: skip
VISITS = [(name, role) for name, roles in PAGES.items() for role in roles]


@dataclass(frozen=True)
class Form:
    """A form sent with what is wrong in it: fields to fill by their id, and the button."""

    role: str
    button: str
    fill: dict[str, str] = field(default_factory=dict)

    def send_wrong(self, page: Page) -> None:
        for element, words in self.fill.items():
            page.locator(f"#{element}").fill(words)
        page.get_by_role("main").get_by_role("button", name=self.button, exact=True).first.click()


FORMS = {
    "meetings:add": Form(OFFICER, "Plan the meeting"),
    "meetings:add-item": Form(OFFICER, "Add to the agenda"),
    "meetings:edit-item": Form(OFFICER, "Save the item", {"id_title": ""}),
    "meetings:take-off": Form(OFFICER, "Take it off the agenda"),
    "meetings:carry-over": Form(OFFICER, "Carry over to the meeting on 19 May 2026"),
    "meetings:edit": Form(OFFICER, "Save the change", {"id_held_on": "31 February 2027"}),
    "meetings:plan-again": Form(OFFICER, "Plan the meeting again"),
    "meetings:add-series": Form(OFFICER, "Show the days"),
    "meetings:standing-body": Form(OFFICER, "Add to every agenda"),
    "meetings:standing-item": Form(OFFICER, "Save the item", {"id_title": ""}),
    "meetings:papers": Form(OFFICER, "Add the paper"),
    "meetings:paper-new-version": Form(OFFICER, "Add the new version"),
    "meetings:paper-edit": Form(OFFICER, "Save the change", {"id_title": ""}),
    "meetings:paper-withdraw": Form(OFFICER, "Withdraw the paper"),
    "meetings:add-attendance": Form(OFFICER, "Add to the list"),
    "meetings:agree": Form(OFFICER, "Record that they were agreed"),
    "meetings:correct": Form(OFFICER, "Publish the correction"),
    "recommendations:correct-entry": Form(OFFICER, "Publish the correction"),
    "meetings:postpone": Form(OFFICER, "Postpone the meeting"),
    "meetings:cancel": Form(OFFICER, "Cancel the meeting"),
    "recommendations:respond": Form(HOLDER, "Record my decision"),
    "recommendations:add": Form(OFFICER, "Add the recommendation"),
    "recommendations:send": Form(OFFICER, "Check the dates"),
    "recommendations:send-report": Form(OFFICER, "Check the dates"),
    "recommendations:close": Form(OFFICER, "Close the recommendation"),
    "recommendations:move-due": Form(OFFICER, "Move the date"),
    "recommendations:update": Form(RESPONSIBLE, "Add to the record"),
    "recommendations:evidence": Form(RESPONSIBLE, "Add the evidence"),
    "recommendations:sign-off": Form(HOLDER, "Record my decision"),
    "recommendations:reverse": Form(HOLDER, "Reverse the sign-off"),
    "recommendations:move-date": Form(HOLDER, "Move the date", {"id_new": "31 February 2027"}),
    "recommendations:log-item": Form(OFFICER, "Add to log"),
    "recommendations:log-edit": Form(OFFICER, "Save the change", {"id_text": ""}),
    "recommendations:log-withdraw": Form(OFFICER, "Withdraw the entry"),
    "recommendations:hand-in": Form(OFFICER, "Read it"),
    "recommendations:found": Form(OFFICER, "Accept with these words", {"id_text": ""}),
    "strategies:record-review": Form(OFFICER, "Record what became of it"),
    "account_login": Form(PUBLIC, "Sign in"),
    "account_reset_password": Form(PUBLIC, "Send the link"),
    "account_change_password": Form(READER, "Save the new password"),
}
