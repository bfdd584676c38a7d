"""What is changed is seen at once: a draft by the page's own lines, then the engine's numbers; what is out of sight comes later."""

from engine import notation
from engine.reading import Reading
from studio import catalog
from studio.explorer.tables import table_of
from tests.explorer.conftest import settled
from tests.explorer.lessons import traced

MOVED = """(value) => {
  const slider = document.getElementById("slider");
  slider.value = String(value);
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const [label, loss] = ["n.2.0", "L"].map((place) => document.querySelector(`#network [data-place="${place}"]`).getAttribute("aria-label"));
  return { label, loss, draft: app.answer.draft, id: app.id, answered: app.answer.id };
}"""
FLOOD = """(count) => {
  let draws = 0;
  const draw = app.draw.bind(app);
  app.draw = () => (draws++, draw());
  for (let n = 0; n < count; n++) {
    document.getElementById("slider").value = String(n / count);
    document.getElementById("slider").dispatchEvent(new Event("input", { bubbles: true }));
  }
  delete app.draw;
  return draws;
}"""
WRONG = """() => {
  const { hear } = (app.draft.kept = { ...app.draft });
  app.draft.hear = (answer) => hear({ ...answer, example: { ...answer.example, L: 7 } });
}"""
ASKED = """() => {
  const asked = [];
  const reads = [[Element, ["clientWidth", "clientHeight", "scrollWidth", "scrollHeight"]], [HTMLElement, ["offsetWidth", "offsetHeight", "offsetTop"]]];
  const put_back = [];
  for (const [kind, names] of reads) for (const name of names) {
    const own = Object.getOwnPropertyDescriptor(kind.prototype, name);
    Object.defineProperty(kind.prototype, name, { ...own, get() { asked.push(name); return own.get.call(this); } });
    put_back.push(() => Object.defineProperty(kind.prototype, name, own));
  }
  for (const [kind, name] of [[Element, "getBoundingClientRect"], [SVGGraphicsElement, "getBBox"]]) {
    const own = kind.prototype[name];
    kind.prototype[name] = function () { asked.push(name); return own.call(this); };
    put_back.push(() => (kind.prototype[name] = own));
  }
  app.draw();
  put_back.forEach((back) => back());
  return asked;
}"""


def label(page, place: str = "n.2.0") -> str:
    return page.locator(f"#network [data-place='{place}']").get_attribute("aria-label")


def test_a_slider_is_seen_before_the_engine_has_answered(page):
    """In the event itself, with the digits that the engine then says."""
    page.click("button[data-way=backward]")
    page.evaluate("app.look({ at: 'W.2.0.0' })")
    shown = page.evaluate(MOVED, 0.75)
    assert shown["draft"]
    assert shown["answered"] == shown["id"]
    settled(page)
    assert not page.evaluate("app.answer.draft")
    t = Reading(traced(page.evaluate("app.state.lesson")), example=0)
    assert t.W[2][0][0].value == 0.75
    assert shown["label"] == label(page) == f"neuron a₁⁽²⁾ = {notation.fmt(t.a[2][0].value)}, delta {notation.fmt(t.delta[2][0].value)}"


def test_what_stands_is_the_engines_whatever_was_drafted(page):
    page.evaluate(WRONG)
    assert page.evaluate(MOVED, 0.5)["loss"] == "loss 7"
    settled(page)
    assert label(page, "L") == f"loss {notation.fmt(traced(page.evaluate('app.state.lesson')).steps[0].examples[0].L)}"
    page.evaluate("app.draft.hear = app.draft.kept.hear, 0")


def test_a_flood_is_drawn_once_a_frame(page):
    assert page.evaluate(FLOOD, 300) == 1
    settled(page)
    assert page.evaluate("app.t.parameters[1].W[0][0]") == 1.0


def test_what_is_out_of_sight_is_drawn_later_and_drawn(page):
    """The examples lie below: the event leaves them, and when all is settled they are the engine's."""
    page.wait_for_function("() => app.sight.unseen.has(document.getElementById('examples'))")
    cell = "document.querySelector('#examples td.hue-loss').textContent"
    before = page.evaluate(cell)
    assert page.evaluate(f"(value) => (({MOVED})(value), {cell})", -0.75) == before
    settled(page)
    assert page.evaluate(cell) == notation.fmt(traced(page.evaluate("app.state.lesson")).steps[0].examples[0].L) != before


def test_what_waits_is_never_drawn_of_two_lessons(page):
    """A lesson that came while a card waited to be drawn: the card is drawn of it alone."""
    other = table_of(catalog.lesson("attention"))
    page.evaluate("(other) => { app.draw(); app.change(other, '', { at: '', m: Infinity, moment: 2 }); }", other)
    settled(page)
    assert page.evaluate("app.t.lesson.title") == other["title"]
    page.evaluate("() => { app.draw(); app.begin({ lesson: start.lesson, at: '', m: 0, moment: 3 }); }")
    settled(page)


def test_no_picture_makes_the_browser_lay_the_page_out(page):
    page.evaluate(MOVED, 0.25)
    settled(page)
    assert page.evaluate(ASKED) == []
    page.evaluate("app.sight.pictures.push([() => document.body.offsetHeight, null])")
    assert page.evaluate(ASKED) == ["offsetHeight"]
    page.evaluate("app.sight.pictures.pop()")
