"""What holds the pages together: ids, headings, names, titles, and what a refused form says (promises Y7, Y10)."""

from playwright.sync_api import Page, expect

# Gives one line for each fault of the page's structure.
LOOK = r"""() => {
  const faults = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (element) => element.checkVisibility();
  const text = (id) => document.getElementById(id)?.textContent.trim() ?? "";
  const ids = all("[id]").map((element) => element.id);
  for (const id of new Set(ids.filter((id, place) => ids.indexOf(id) !== place))) faults.push(`id ${id} twice`);
  if (document.documentElement.lang !== "en-GB") faults.push(`language “${document.documentElement.lang}”`);
  const headings = all("h1, h2, h3, h4, h5, h6").filter(shown).map((heading) => Number(heading.tagName[1]));
  if (headings.filter((level) => level === 1).length !== 1) faults.push("not one first heading");
  headings.reduce((before, level) => {
    if (level > before + 1) faults.push(`heading ${level} after ${before}`);
    return level;
  }, 0);
  for (const heading of all("h1, h2, h3")) if (!heading.textContent.trim()) faults.push("an empty heading");
  for (const name of ["aria-describedby", "aria-labelledby", "aria-controls", "for", "list"])
    for (const element of all(`[${name}]`))
      for (const id of element.getAttribute(name).split(/\s+/))
        if (!document.getElementById(id)) faults.push(`${name}="${id}" points nowhere`);
  for (const link of all("a[href^='#']"))
    if (!document.getElementById(link.hash.slice(1))) faults.push(`${link.hash} leads nowhere`);
  const named = (control) =>
    control.getAttribute("aria-label")?.trim()
    || (control.getAttribute("aria-labelledby") ?? "").split(/\s+/).map(text).join("")
    || [...(control.labels ?? [])].map((label) => label.textContent.trim()).join("")
    || (control.matches("a, button, summary") && control.textContent.trim());
  for (const control of all("a[href], button, summary, select, textarea, input:not([type=hidden])"))
    if (!control.matches("[aria-hidden=true]") && !named(control)) faults.push(`no name: ${control.outerHTML}`);
  for (const group of all("fieldset"))
    if (!group.querySelector("legend")?.textContent.trim()) faults.push("a group without a legend");
  for (const table of all("table"))
    if (!table.querySelector("th")) faults.push("a table without headings");
  for (const picture of all("img:not([alt]), svg:not([aria-hidden=true]):not([role=img])"))
    if (!picture.closest("[aria-hidden=true]")) faults.push("a picture without words");
  for (const mark of ["main", "header", "footer"])
    if (all(`body > ${mark}, body > * > ${mark}`).length !== 1) faults.push(`not one ${mark}`);
  return faults;
}"""
BEFORE_ITS_FIELDS = """() => {
  const summary = document.querySelector(".govuk-error-summary");
  const field = document.querySelector("main form :is(input:not([type=hidden]), select, textarea)");
  return Boolean(summary.compareDocumentPosition(field) & Node.DOCUMENT_POSITION_FOLLOWING);
}"""


def faults_of_structure(page: Page) -> list[str]:
    """One line for each thing that does not hold together."""
    found: list[str] = page.evaluate(LOOK)
    return found


def says_what_is_wrong_and_leads_there(page: Page, name: str) -> None:
    """A refused form begins with what is wrong, and each sentence leads to its field."""
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_visible()
    assert page.title().startswith("Error: ")
    if name == "recommendations:log-item":  # while a meeting runs, typing goes on where the fault is
        expect(page.locator("#capture [aria-invalid=true]").first).to_be_focused()
    else:
        expect(summary).to_be_focused()
        assert page.evaluate(BEFORE_ITS_FIELDS), "the summary comes before the fields"
    for link in summary.get_by_role("link").all():
        leads_to_its_field(page, link.get_attribute("href") or "", link.inner_text())


def leads_to_its_field(page: Page, target: str, sentence: str) -> None:
    """The link puts the cursor into a field, which is told to be wrong, in the same words."""
    page.locator(f".govuk-error-summary a[href='{target}']").first.click()
    field = page.locator(target)
    expect(field).to_be_focused()
    described = page.evaluate(
        """(target) => {
          const field = document.querySelector(target);
          const by = [field, field.closest("fieldset")].map((one) => one?.getAttribute("aria-describedby") ?? "");
          return by.join(" ").trim().split(/\\s+/).map((id) => document.getElementById(id)?.textContent.trim()).join(" ");
        }""",
        target,
    )
    assert sentence in described
