"""What pages need to know of strategies, reviews and words."""

from strategies.abbreviations import unexplained
from strategies.queries.cases import AwaitedCase, cases_awaited, newest_decisions
from strategies.queries.evidence import evidence_for, newest_health, newest_stages
from strategies.queries.feedback import asked_for, feedback_of, feedback_visible_to, totals_of
from strategies.queries.glossary import letters_in_use, terms_beginning_with, where_used, words_explained
from strategies.queries.interim import InterimCheck, interim_checks
from strategies.queries.lists import sheet_of, strategies_in_order, strategy_cards
from strategies.queries.measures import KpiPage, in_words, kpi_page
from strategies.queries.measures_evidence import measures_evidence
from strategies.queries.money import funding_visible_to, money_page
from strategies.queries.page import (
    StrategyPage,
    adoption_line,
    councils_concerned,
    councils_of,
    strategy_page,
)
from strategies.queries.paragraph import drafted_paragraph
from strategies.queries.project_page import ProjectPage, milestones_of, open_difficulties, project_page
from strategies.queries.reviews import (
    ReviewLine,
    counted,
    lapsed_reviews,
    latest_held,
    line_of,
    review_lines,
    span_of,
    whose,
)
from strategies.queries.rhythm import Elections, elections_on_record, outlook, rhythm_of
from strategies.queries.sheet import Asked, Sheet, SheetLine, assurance_sheet, checks_visible_to
from strategies.queries.systems import (
    GROUPS_PER_PAGE,
    line_of_window,
    notice_words,
    purposes_in_use,
    register_on,
    row_of,
    story_of_system,
    suppliers_in_use,
    systems_in_use,
    systems_visible_to,
    windows_of,
    windows_on,
)
from strategies.queries.transactions import (
    EXPORT_HEADINGS,
    councils_of_register,
    export_lines,
    service_rows,
    services_in_order,
    sheet_page,
    sheets_visible_to,
    summary_on,
)
from strategies.queries.versions import VersionPage, documents_visible_to, version_lines, version_page
from strategies.queries.visibility import (
    annual_reviews_visible_to,
    kpis_visible_to,
    projects_visible_to,
    reviews_visible_to,
    strategies_visible_to,
    terms_visible_to,
)
from strategies.words import Words

__all__ = [
    "EXPORT_HEADINGS",
    "GROUPS_PER_PAGE",
    "Asked",
    "AwaitedCase",
    "Elections",
    "InterimCheck",
    "KpiPage",
    "ProjectPage",
    "ReviewLine",
    "Sheet",
    "SheetLine",
    "StrategyPage",
    "VersionPage",
    "Words",
    "adoption_line",
    "annual_reviews_visible_to",
    "asked_for",
    "assurance_sheet",
    "cases_awaited",
    "checks_visible_to",
    "councils_concerned",
    "councils_of",
    "councils_of_register",
    "counted",
    "documents_visible_to",
    "drafted_paragraph",
    "elections_on_record",
    "evidence_for",
    "export_lines",
    "feedback_of",
    "feedback_visible_to",
    "funding_visible_to",
    "in_words",
    "interim_checks",
    "kpi_page",
    "kpis_visible_to",
    "lapsed_reviews",
    "latest_held",
    "letters_in_use",
    "line_of",
    "line_of_window",
    "measures_evidence",
    "milestones_of",
    "money_page",
    "newest_decisions",
    "newest_health",
    "newest_stages",
    "notice_words",
    "open_difficulties",
    "outlook",
    "project_page",
    "projects_visible_to",
    "purposes_in_use",
    "register_on",
    "review_lines",
    "reviews_visible_to",
    "rhythm_of",
    "row_of",
    "service_rows",
    "services_in_order",
    "sheet_of",
    "sheet_page",
    "sheets_visible_to",
    "span_of",
    "story_of_system",
    "strategies_in_order",
    "strategies_visible_to",
    "strategy_cards",
    "strategy_page",
    "summary_on",
    "suppliers_in_use",
    "systems_in_use",
    "systems_visible_to",
    "terms_beginning_with",
    "terms_visible_to",
    "totals_of",
    "unexplained",
    "version_lines",
    "version_page",
    "where_used",
    "whose",
    "windows_of",
    "windows_on",
    "words_explained",
]
