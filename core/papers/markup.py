"""A paper as HTML: the page that is printed, and what the PDF is made of."""

from html import escape

from django.utils.safestring import SafeString, mark_safe

from core.papers import tree
from core.papers.text import is_address, plain

TYPES = {"number": "1", "letter": "a", "roman": "i"}


def markup_of(paper: tree.Paper) -> SafeString:
    """Write the words of the paper: the title as the first heading, then its blocks in their order.

    Everything is escaped, and a link that is no web or mail address is left as words.
    """
    parts = ['<div class="paper__head">']
    if paper.issuer:
        parts.append(f'<p class="paper__issuer">{_say(paper.issuer)}</p>')
    parts.append(f"<h1>{_say(paper.title)}</h1>")
    if paper.subtitle:
        parts.append(f'<p class="paper__subtitle">{_say(paper.subtitle)}</p>')
    if paper.mark:
        parts.append(f'<p class="paper__mark"><strong>{_say(paper.mark)}</strong></p>')
    parts.append("</div>")
    parts.extend(_block(block) for block in paper.blocks)
    return mark_safe("\n".join(parts))  # noqa: S308 - every word above and below went through _say


def _say(text: str) -> str:
    return escape(plain(text)).replace("\n", "<br>").replace("\t", " ")


def _runs(runs: tree.Runs) -> str:
    return "".join(map(_run, runs))


def _run(run: tree.Run) -> str:
    said = _say(run.text)
    if run.bold:
        said = f"<strong>{said}</strong>"
    if run.italic:
        said = f"<em>{said}</em>"
    if is_address(plain(run.link)):
        said = f'<a href="{escape(plain(run.link))}">{said}</a>'
    return said


def _block(block: tree.Block) -> str:
    match block:
        case tree.Heading():
            number = f'<span class="n">{_say(block.number)}.</span> ' if block.number else ""
            level = block.level + 1
            numbered = ' class="is-numbered"' if number else ""
            return f"<h{level}{numbered}>{number}{_say(block.text)}</h{level}>"
        case tree.Paragraph():
            names = [name for name, is_so in (("small", block.small), ("inside", block.inside)) if is_so]
            chosen = f' class="{" ".join(names)}"' if names else ""
            return f"<p{chosen}>{_runs(block.runs)}</p>"
        case tree.Record():
            return _record(block)
        case tree.Points():
            return _points(block)
        case tree.Table():
            return _table(block)
        case tree.Facts():
            rows = (f"<dt>{_say(label)}</dt><dd>{_runs(runs)}</dd>" for label, runs in block.rows)
            return f'<dl class="facts">{"".join(rows)}</dl>'
        case tree.Withheld():
            summary = f"<p><strong>{_say(block.summary)}</strong></p>" if block.summary else ""
            return f'<div class="withheld">{summary}<p>{_say(block.text)}</p></div>'
        case tree.Signature():
            lines = (
                f'<p><span>{_say(label)}</span> <span class="line"></span></p>' for label in block.labels
            )
            return f'<div class="sign">{"".join(lines)}</div>'
        case tree.PageBreak():
            return '<div class="new-page"></div>'


def _record(block: tree.Record) -> str:
    lead = f'<strong class="lead">{_say(block.lead)}</strong> ' if block.lead else ""
    words = _runs(block.runs)
    strong = f"<strong>{words}</strong>" if block.strong else words
    points = "".join(f"<li>{_say(point)}</li>" for point in block.points)
    listed = f'<ol type="a">{points}</ol>' if points else ""
    notes = "".join(f'<p class="small">{_say(note)}</p>' for note in block.notes)
    return f'<div class="record"><p>{lead}{strong}</p>{listed}{notes}</div>'


def _points(block: tree.Points) -> str:
    tag = "ul" if block.kind == "bullet" else "ol"
    kind = f' type="{TYPES[block.kind]}"' if tag == "ol" else ""
    names = [
        name
        for name, is_so in (
            ("inside", block.inside),
            ("as-printed", any(item.number for item in block.items)),
        )
        if is_so
    ]
    chosen = f' class="{" ".join(names)}"' if names else ""
    return f"<{tag}{kind}{chosen}>{''.join(map(_item, block.items))}</{tag}>"


def _item(item: tree.Item) -> str:
    number = f'<span class="n">{_say(item.number)}</span> ' if item.number else ""
    return f"<li>{number}{_runs(item.runs)}{''.join(map(_points, item.inside))}</li>"


def _table(block: tree.Table) -> str:
    shares = block.widths or (1,) * len(block.header)
    columns = "".join(f'<col class="w{round(20 * share / sum(shares))}">' for share in shares)
    head = "".join(f'<th scope="col">{_say(label)}</th>' for label in block.header)
    rows = "".join(f"<tr>{''.join(f'<td>{_runs(runs)}</td>' for runs in row)}</tr>" for row in block.rows)
    return (
        f'<div class="table-box" tabindex="0" role="region" aria-label="{_say(block.caption)}"><table>'
        f"<caption>{_say(block.caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
