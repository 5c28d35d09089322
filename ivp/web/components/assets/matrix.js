// The IVP matrix: a real table of buttons, made from typed JSON by createElement and textContent only.

const FILLS = ["much_higher", "higher", "similar", "lower", "much_lower", "none", "missing", "verdict"]
const FIRST_COLUMN = 180
const COLUMN = 50
const instances = new WeakMap()

function make(tag, className, text) {
  const element = document.createElement(tag)
  if (className) element.className = className
  if (text !== undefined) element.textContent = String(text)
  return element
}

function fillName(fill) {
  return FILLS.includes(fill) ? fill : "none"
}

/** The colours of a tone on one element; a tone that is not known leaves those of the page. */
function paint(element, tone) {
  for (const part of ["background", "text", "border"]) {
    if (tone?.[part]) element.style.setProperty(`--cell-${part}`, tone[part])
  }
}

function header(scope, className, text) {
  const cell = make("th", className)
  cell.scope = scope
  cell.append(make("span", "", text))
  return cell
}

/** The cells with their area, and with the look and the sentences that travel once for all cells (see matrix.py). */
function unpack(data) {
  const cell = (packed, at) => ({
    ...data.looks[packed.look],
    area: data.columns[at].area,
    text: packed.text,
    explain: packed.explain.map(place => data.sentences[place]).join(data.between),
  })
  const row = packed => ({ ...packed, cells: packed.cells.map(cell) })
  return data.sections.map(section => ({ ...section, rows: section.rows.map(row) }))
}

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const root = parentElement.querySelector(".matrix")
  if (!root || !data) return
  let matrix = instances.get(parentElement)
  if (!matrix) {
    matrix = new Matrix(root)
    instances.set(parentElement, matrix)
  }
  matrix.choose = choice => setTriggerValue("choice", choice)
  matrix.show(data)
  return () => matrix.remove()
}

class Matrix {
  constructor(root) {
    this.root = root
    this.signature = ""
    this.tip = new Bubble(root, "tip", "tooltip")
    this.panel = new Bubble(root, "panel", "dialog")
    this.panel.element.addEventListener("focusout", event => {
      if (event.relatedTarget && !this.panel.element.contains(event.relatedTarget)) this.closePanel(false)
    })
    this.onScroll = () => { this.tip.place(); this.panel.place() }
    this.onPress = event => { if (!event.composedPath().includes(root)) this.closePanel(false) }
    this.onKey = event => { if (event.key === "Escape") this.tip.hide() }
    window.addEventListener("scroll", this.onScroll, { capture: true, passive: true })
    document.addEventListener("pointerdown", this.onPress)
    document.addEventListener("keydown", this.onKey)
    this.watch = new ResizeObserver(() => this.fit())
    this.watch.observe(root)
  }

  remove() {
    window.removeEventListener("scroll", this.onScroll, { capture: true })
    document.removeEventListener("pointerdown", this.onPress)
    document.removeEventListener("keydown", this.onKey)
    this.watch.disconnect()
  }

  /** Build the table again only when the data changed, and then keep scroll and focus. */
  show(data) {
    const signature = JSON.stringify(data)
    if (signature === this.signature) return
    this.signature = signature
    const old = this.scroller
    const place = old ? [old.scrollLeft, old.scrollTop] : [0, 0]
    const active = this.active?.dataset.place
    const focused = this.active && this.root.getRootNode().activeElement === this.active
    this.tip.hide()
    this.closePanel(false)
    this.tones = data.tones ?? {}
    this.build(data)
    old?.remove()
    const legendWasOpen = this.legend?.open
    this.legend?.remove()
    this.legend = this.makeLegend(data.legend ?? [])
    this.legend.open = legendWasOpen ?? !this.root.classList.contains("tight")
    this.root.prepend(this.legend, this.more, this.scroller)
    this.fit()
    this.scroller.scrollTo(place[0], place[1])
    const back = this.cells.flat().find(cell => cell?.dataset.place === active)
    this.activate(back ?? this.cells.flat().find(Boolean))
    if (back && focused) back.focus({ preventScroll: true })
  }

  build(data) {
    this.columns = data.columns
    this.chosen = data.chosen
    this.words = Object.fromEntries((data.legend ?? []).map(item => [item.fill, item.label]))
    this.cells = []
    const table = make("table")
    table.append(make("caption", "unseen", data.caption))
    table.style.setProperty("--columns", this.columns.length)
    this.starts = new Set()
    let start = 0
    const groups = data.groups.map(group => {
      this.starts.add(start)
      start += group.span
      return group
    })
    table.append(this.makeColgroups(groups), this.makeHead(groups))
    for (const section of unpack(data)) table.append(this.makeSection(section))
    this.more?.remove()
    this.more = make("p", "more", "Schuif opzij voor de andere gebieden.")
    this.scroller = make("div", "scroller")
    this.scroller.append(table)
    table.addEventListener("keydown", event => this.move(event))
    for (const kind of ["pointerover", "focusin"]) table.addEventListener(kind, event => this.hint(event))
    for (const kind of ["pointerleave", "focusout"]) table.addEventListener(kind, () => this.tip.hideSoon())
  }

  makeColgroups(groups) {
    const all = document.createDocumentFragment()
    all.append(make("colgroup", "names"))
    for (const group of groups) {
      const columns = make("colgroup")
      columns.span = group.span
      all.append(columns)
    }
    return all
  }

  makeHead(groups) {
    const head = make("thead")
    const names = make("tr", "names")
    const corner = make("td", "corner")
    corner.rowSpan = 2
    names.append(corner)
    this.columns.forEach((column, index) => {
      names.append(header("col", this.columnClass(index, column), column.label))
    })
    const row = make("tr", "groups")
    for (const group of groups) {
      const cell = group.label ? header("colgroup", "", group.label) : make("td")
      cell.colSpan = group.span
      row.append(cell)
    }
    head.append(names, row)
    return head
  }

  columnClass(index, column) {
    const whole = index === this.columns.length - 1 || column.label === "District"
    return [this.starts.has(index) && index ? "start" : "", column.aggregate ? "aggregate" : "",
      column.area === this.chosen ? "chosen" : "", column.aggregate && whole ? "whole" : ""].filter(Boolean).join(" ")
  }

  makeSection(section) {
    const body = make("tbody")
    if (section.label) {
      const title = make("tr", "section")
      const cell = header("rowgroup", "", section.label)
      cell.colSpan = this.columns.length + 1
      if (section.note) cell.append(make("small", "", section.note))
      if (section.badge) cell.append(make("small", "badge computed", section.badge))
      title.append(cell)
      body.append(title)
    }
    for (const row of section.rows) body.append(this.makeRow(row))
    for (const fold of section.folds ?? []) body.append(this.makeFold(fold))
    return body
  }

  /** What is put away: one line that opens a list. */
  makeFold(fold) {
    const line = make("tr", "fold")
    const cell = make("td")
    cell.colSpan = this.columns.length + 1
    const details = make("details")
    details.append(make("summary", "", fold.label))
    const list = make("ul")
    for (const text of fold.lines) list.append(make("li", "", text))
    details.append(list)
    cell.append(details)
    line.append(cell)
    return line
  }

  makeRow(row) {
    const line = make("tr", row.kind === "priority" ? "priority" : "")
    const name = header("row", row.inner ? "name inner" : "name", row.label)
    if (row.note) name.append(make("small", "", row.note))
    line.append(name)
    if (row.text) return this.makeStatement(line, row)
    const buttons = row.cells.map((cell, index) => {
      const place = make("td", this.columnClass(index, this.columns[index]))
      line.append(place)
      if (cell.fill === "outside") {
        place.classList.add("outside")
        return null
      }
      const button = this.makeCell(row, cell, this.columns[index])
      place.append(button)
      return button
    })
    this.cells.push(buttons)
    return line
  }

  /** A line that says why there are no figures to judge by; its button leads to the page of the row. */
  makeStatement(line, row) {
    const place = make("td", "statement")
    place.colSpan = this.columns.length
    if (row.badge) place.append(make("span", "badge", row.badge))
    place.append(make("span", "", row.text))
    line.append(place)
    this.cells.push(row.cells.map(() => null))
    return line
  }

  makeCell(row, cell, column) {
    const button = make("button", `cell ${fillName(cell.fill)}${cell.italic ? " italic" : ""}`)
    paint(button, this.tones[cell.tone])
    button.type = "button"
    button.tabIndex = -1
    button.dataset.place = `${row.key} ${cell.area}`
    button.setAttribute("aria-haspopup", "dialog")
    button.setAttribute("aria-expanded", "false")
    const where = column.group?.startsWith(column.label) ? column.group : column.label
    const word = this.words[cell.fill] ?? ""
    const shown = /[\p{L}\p{N}]/u.test(cell.text) ? cell.text : word ? "" : cell.explain
    const said = [word.startsWith(`${shown}: `) || cell.fill === "verdict" ? "" : shown,
      cell.fill === "verdict" ? cell.text : word, cell.sign_label, cell.mark_label].filter(Boolean)
    button.setAttribute("aria-label", `${row.label}, ${where}: ${[...new Set(said)].join(", ")}`)
    button.append(make("span", "value", cell.text))
    if (cell.sign) button.append(make("span", "sign", cell.sign))
    if (cell.mark) button.append(make("span", "mark", cell.mark))
    button.onclick = () => this.openPanel(button)
    button.about = { row, cell, where }
    return button
  }

  makeLegend(items) {
    const list = make("ul", "legend")
    for (const item of items) {
      const entry = make("li")
      if (FILLS.includes(item.fill)) {
        const swatch = make("span", `swatch ${item.fill}`)
        paint(swatch, this.tones[item.tone])
        swatch.setAttribute("aria-hidden", "true")
        entry.append(swatch)
      }
      entry.append(make("span", item.fill === "italic" ? "italic" : "", item.label))
      list.append(entry)
    }
    const legend = make("details", "explained")
    legend.append(make("summary", "", "Kleuren en tekens"), list)
    legend.hidden = !items.length
    return legend
  }

  /** Inside itself when it does not fit; otherwise with the page, so that the header sticks to the page. The
   * legend takes half the screen of a phone: there it is closed until somebody opens it. */
  fit() {
    if (!this.columns) return
    const tight = this.root.clientWidth < FIRST_COLUMN + COLUMN * this.columns.length + 50
    if (tight !== this.root.classList.contains("tight")) this.legend.open = !tight
    this.root.classList.toggle("tight", tight)
  }

  activate(cell) {
    if (this.active) this.active.tabIndex = -1
    this.active = cell
    if (cell) cell.tabIndex = 0
  }

  move(event) {
    const rowAt = this.cells.findIndex(row => row.includes(event.target))
    if (rowAt < 0) return
    const columnAt = this.cells[rowAt].indexOf(event.target)
    const lastRow = this.cells.length - 1
    const lastColumn = this.cells[rowAt].length - 1
    const steps = {
      ArrowRight: [rowAt, Math.min(columnAt + 1, lastColumn)],
      ArrowLeft: [rowAt, Math.max(columnAt - 1, 0)],
      ArrowDown: [Math.min(rowAt + 1, lastRow), columnAt],
      ArrowUp: [Math.max(rowAt - 1, 0), columnAt],
      Home: [rowAt, 0],
      End: [rowAt, lastColumn],
    }
    const step = steps[event.key]
    if (!step || event.altKey || event.metaKey) return
    event.preventDefault()
    event.stopPropagation()
    const all = this.cells.flat().filter(Boolean)  // a line with a statement has no cells
    const end = event.ctrlKey ? { Home: all[0], End: all.at(-1) }[event.key] : null
    const next = end ?? this.nearest(step, rowAt, columnAt)
    if (!next) return
    this.activate(next)
    next.focus({ preventScroll: true })
    next.scrollIntoView({ block: "nearest", inline: "nearest" })
  }

  /** The cell at a step, or the next one further on in the same direction where there is none. */
  nearest([rowAt, columnAt], fromRow, fromColumn) {
    const down = Math.sign(rowAt - fromRow)
    const right = Math.sign(columnAt - fromColumn)
    let [row, column] = [rowAt, columnAt]
    while (this.cells[row] && column >= 0 && column < this.columns.length) {
      if (this.cells[row][column]) return this.cells[row][column]
      if (!down && !right) return null
      row += down
      column += right
    }
    return null
  }

  hint(event) {
    const cell = event.target.closest(".cell")
    if (!cell) return this.tip.hideSoon()
    if (event.type === "focusin") {
      this.activate(cell)
      if (!cell.matches(":focus-visible")) return
    }
    if (this.panel.anchor) return
    this.tip.fill(cell, [make("p", "", cell.about.cell.explain)])
    cell.setAttribute("aria-describedby", "matrix-tip")
  }

  openPanel(cell) {
    if (this.panel.anchor === cell) return this.closePanel(true)
    this.closePanel(false)
    this.tip.hide()
    this.activate(cell)
    const { row, cell: about, where } = cell.about
    const title = make("p", "title", `${row.label}, ${where}`)
    title.id = "matrix-panel-title"
    const actions = make("div", "actions")
    for (const action of row.actions ?? []) actions.append(this.makeAction(action.label, about, row, action.page))
    const close = make("button", "close", "Sluiten")
    close.type = "button"
    close.onclick = () => this.closePanel(true)
    actions.append(close)
    const lines = [title, make("p", "", about.explain)]
    if (row.note) lines.push(make("p", "note", row.note))
    this.panel.fill(cell, [...lines, actions])
    this.panel.element.setAttribute("aria-labelledby", title.id)
    this.panel.element.onkeydown = event => {
      if (event.key === "Escape") { event.stopPropagation(); this.closePanel(true) }
    }
    cell.setAttribute("aria-expanded", "true")
    actions.querySelector("button").focus({ preventScroll: true })
  }

  makeAction(label, about, row, page) {
    const button = make("button", "action", `${label} →`)
    button.type = "button"
    button.onclick = () => {
      this.choose({ row: row.key, area: about.area, page })
      this.closePanel(true)
    }
    return button
  }

  closePanel(back) {
    const anchor = this.panel.anchor
    if (!anchor) return
    this.panel.hide()
    anchor.setAttribute("aria-expanded", "false")
    if (back) anchor.focus({ preventScroll: true })
  }
}

/** A small box beside a cell, in the top layer so that nothing cuts it off. The pointer may move onto it. */
class Bubble {
  constructor(root, className, role) {
    this.element = make("div", `bubble ${className}`)
    this.element.id = `matrix-${className}`
    this.element.setAttribute("role", role)
    this.element.setAttribute("popover", "manual")
    this.element.onpointerenter = () => clearTimeout(this.timer)
    this.element.onpointerleave = () => { if (className === "tip") this.hideSoon() }
    this.anchor = null
    root.append(this.element)
  }

  fill(anchor, content) {
    clearTimeout(this.timer)
    this.anchor = anchor
    this.element.replaceChildren(...content)
    this.element.classList.add("open")
    if (this.element.showPopover && !this.element.matches(":popover-open")) this.element.showPopover()
    this.place()
  }

  place() {
    if (!this.anchor) return
    const at = this.anchor.getBoundingClientRect()
    const own = this.element.getBoundingClientRect()
    const room = document.documentElement
    const left = Math.min(Math.max(8, at.left + at.width / 2 - own.width / 2), room.clientWidth - own.width - 8)
    const below = at.bottom + 6 + own.height < room.clientHeight
    this.element.style.left = `${left}px`
    this.element.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - own.height - 6)}px`
  }

  hideSoon() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.hide(), 150)
  }

  hide() {
    clearTimeout(this.timer)
    if (!this.anchor) return
    this.anchor.removeAttribute("aria-describedby")
    this.anchor = null
    this.element.classList.remove("open")
    if (this.element.hidePopover && this.element.matches(":popover-open")) this.element.hidePopover()
  }
}
