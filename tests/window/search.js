// Runs in the page. Returns the visible elements that fit `arguments[0]`, at most two of them,
// whether the first can be used, and what else has the role, for the message when none fits.
// Roles and accessible names are axe's; without it the answer is a sentence.
if (typeof window.axe === "undefined") return "axe is missing";
const { aria, text: names } = window.axe.commons;

const tidy = (text) => text.replace(/\s+/g, " ").trim();
const isVisible = (element) =>
  element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true });
const below = (root) => [root, ...root.querySelectorAll("*")].filter(isVisible);
const innermost = (elements, fits) =>
  elements.filter(fits).filter((element) => ![...element.children].some(fits));

const fillable = ["textbox", "searchbox", "combobox", "spinbutton", "listbox"];
const roleFits = (element, role) => {
  if (role !== "field") return aria.getRole(element) === role;
  // A password field has no role at all.
  return element.matches("input[type=password]") || fillable.includes(aria.getRole(element));
};

const search = (sought) => {
  const { found, others } = searchAny(sought);
  const fits = sought.focused ? found.filter((e) => e === document.activeElement) : found;
  return { found: fits, others: fits.length > 0 || found.length === 0 ? others : ["one without the focus"] };
};

const searchAny = (sought) => {
  let root = document.body;
  if (sought.within) {
    const outer = search(sought.within);
    if (outer.found.length !== 1) return { found: [], others: outer.others };
    root = outer.found[0];
  }
  const textOf = (element) => tidy(element.textContent);
  if (sought.css) return { found: below(root).filter((e) => e.matches(sought.css)), others: [] };
  if (sought.text)
    return { found: innermost(below(root), (e) => textOf(e) === sought.text), others: [] };
  if (sought.part)
    return { found: innermost(below(root), (e) => textOf(e).includes(sought.part)), others: [] };
  const all = below(root).filter((element) => roleFits(element, sought.role));
  const nameOf = (element) => tidy(names.accessibleText(element));
  // The label of a field that must be filled in says so after its name.
  const fits = sought.role === "field" ? [sought.name, `${sought.name} required`] : [sought.name];
  const found = all.filter((element) => fits.includes(nameOf(element)));
  return { found, others: found.length > 0 ? [] : all.map(nameOf) };
};

window.axe.setup(document);
try {
  const { found, others } = search(arguments[0]);
  return {
    found: found.slice(0, 2),
    usable:
      found.length > 0 && found[0].closest(":disabled, [aria-disabled=true], [inert]") === null,
    others: others.slice(0, 40),
  };
} finally {
  window.axe.teardown();
}
