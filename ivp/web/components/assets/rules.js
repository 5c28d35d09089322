// A row of questions; each opens its answer below the row, where it pushes the page down and covers nothing.

function make(tag, text) {
  const element = document.createElement(tag)
  if (text !== undefined) element.textContent = String(text)
  return element
}

export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".rules")
  if (!root || !data) return
  const open = new Set([...root.querySelectorAll("details[open]")].map(one => one.dataset.rule))
  root.replaceChildren(...data.rules.map(rule => {
    const details = make("details")
    details.dataset.rule = String(rule.id)
    details.open = open.has(details.dataset.rule)
    details.append(make("summary", rule.title), make("p", rule.text))
    return details
  }))
}
