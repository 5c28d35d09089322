// A table of texts that scrolls inside itself where it is too wide, also with the keyboard.

const LONG = 40 // rows; more than these scroll in a window of their own

function make(tag, className, text) {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = String(text)
  return element
}

function row(cells, columns, makeCell) {
  const line = make("tr")
  cells.forEach((text, index) => line.append(makeCell(text, index, columns[index].number ? "number" : "")))
  return line
}

// The name of a row that can be chosen.
function button(text, code, data, choose) {
  const name = make("button", "choice", text)
  name.type = "button"
  name.setAttribute("aria-pressed", String(code === data.chosen))
  name.onclick = () => choose(code)
  return name
}

function tableOf(data, choose) {
  const table = make("table")
  table.append(make("caption", "unseen", data.alt))
  const head = make("thead")
  const body = make("tbody")
  head.append(row(data.columns.map(column => column.label), data.columns, (text, _, kind) => {
    const cell = make("th", kind, text)
    cell.scope = "col"
    return cell
  }))
  data.rows.forEach((cells, number) => {
    const code = data.codes?.[number]
    body.append(row(cells, data.columns, (text, index, kind) => {
      const cell = make(index ? "td" : "th", kind, index || !code ? text : "")
      if (!index) cell.scope = "row"
      if (!index && code) cell.append(button(text, code, data, choose))
      return cell
    }))
  })
  table.append(head, body)
  return table
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const scroller = parentElement.querySelector(".scroller")
  if (!scroller || !data) return
  const held = parentElement.getRootNode().activeElement?.textContent
  scroller.replaceChildren(tableOf(data, code => setTriggerValue("choice", code)))
  if (held) for (const one of scroller.querySelectorAll(".choice")) if (one.textContent === held) one.focus()
  scroller.classList.toggle("long", data.rows.length > LONG)
  // Only a table that scrolls is a stop for the Tab key: the arrow keys then move it.
  const fit = () => {
    const scrolls = scroller.scrollWidth > scroller.clientWidth + 1 || scroller.scrollHeight > scroller.clientHeight + 1
    for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", String(data.alt)]]) {
      if (scrolls) scroller.setAttribute(name, value)
      else scroller.removeAttribute(name)
    }
  }
  // It tells the first size as well: to ask for that here would make the browser lay out the page once per table.
  const watch = new ResizeObserver(fit)
  watch.observe(scroller)
  return () => watch.disconnect()
}
