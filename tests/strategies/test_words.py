"""Terms explained where they stand."""

from strategies.models import GlossaryTerm
from strategies.words import Words


def words() -> Words:
    return Words(
        [
            GlossaryTerm(term="Goss", slug="goss", explanation="A platform."),
            GlossaryTerm(term="Cloud hosting", slug="cloud", explanation="Elsewhere."),
            GlossaryTerm(term="Cloud", slug="sky", explanation="In the sky."),
            GlossaryTerm(
                term="Memorandum of Agreement", slug="moa", abbreviation="MoA", explanation="What was agreed."
            ),
        ]
    )


def test_the_first_use_is_linked_and_the_second_is_not() -> None:
    found = words()
    assert found.mark("Goss, then goss again") == '<a class="term" href="#w-goss">Goss</a>, then goss again'
    assert found.mark("Goss") == "Goss"
    assert [term.slug for term in found.used] == ["goss"]


def test_an_abbreviation_counts_as_its_term_and_the_longest_wins() -> None:
    found = words()
    assert found.mark("MoA and cloud hosting") == (
        '<a class="term" href="#w-moa">MoA</a> and <a class="term" href="#w-cloud">cloud hosting</a>'
    )
    assert found.mark("the Memorandum of Agreement") == "the Memorandum of Agreement"


def test_an_abbreviation_is_known_only_as_it_is_written() -> None:
    found = Words(
        [
            GlossaryTerm(
                term="Information technology", slug="it", abbreviation="IT", explanation="Computers."
            ),
            GlossaryTerm(term="PSPS", slug="psps", explanation="A company."),
        ]
    )
    assert found.mark("Cabinet looks at it, psps.") == "Cabinet looks at it, psps."
    assert (
        found.mark("IT and PSPS")
        == '<a class="term" href="#w-it">IT</a> and <a class="term" href="#w-psps">PSPS</a>'
    )
    assert (
        Words(found.used).mark("information Technology")
        == '<a class="term" href="#w-it">information Technology</a>'
    )


def test_part_of_a_word_is_no_use() -> None:
    assert words().mark("Gossip, cloud-based, clouds") == "Gossip, cloud-based, clouds"


def test_markup_in_a_text_stays_text() -> None:
    assert words().mark("<b>Goss</b> & co") == (
        '&lt;b&gt;<a class="term" href="#w-goss">Goss</a>&lt;/b&gt; &amp; co'
    )
    assert Words([]).mark("<script>") == "&lt;script&gt;"


def test_words_are_explained_beside_the_section_that_uses_them_first() -> None:
    found = words()
    found.mark("MoA")
    assert [term.slug for term in found.newly_used()] == ["moa"]
    found.mark("Goss and MoA")
    assert [term.slug for term in found.newly_used()] == ["goss"]
    assert found.newly_used() == []
