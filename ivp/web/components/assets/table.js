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

function tableOf(data) {
  const table = make("table")
  table.append(make("caption", "unseen", data.alt))
  const head = make("thead")
  const body = make("tbody")
  head.append(row(data.columns.map(column => column.label), data.columns, (text, _, kind) => {
    const cell = make("th", kind, text)
    cell.scope = "col"
    return cell
  }))
  for (const cells of data.rows) {
    body.append(row(cells, data.columns, (text, index, kind) => {
      const cell = make(index ? "td" : "th", kind, text)
      if (!index) cell.scope = "row"
      return cell
    }))
  }
  table.append(head, body)
  return table
}

export default function (component) {
  const { parentElement, data } = component
  const scroller = parentElement.querySelector(".scroller")
  if (!scroller || !data) return
  scroller.replaceChildren(tableOf(data))
  scroller.classList.toggle("long", data.rows.length > LONG)
  // Only a table that scrolls is a stop for the Tab key: the arrow keys then move it.
  const fit = () => {
    const scrolls = scroller.scrollWidth > scroller.clientWidth + 1 || scroller.scrollHeight > scroller.clientHeight + 1
    for (const [name, value] of [["tabindex", "0"], ["role", "region"], ["aria-label", String(data.alt)]]) {
      if (scrolls) scroller.setAttribute(name, value)
      else scroller.removeAttribute(name)
    }
  }
  const watch = new ResizeObserver(fit)
  watch.observe(scroller)
  fit()
  return () => watch.disconnect()
}
