// A presentation over the whole window: one slide at a time, from the keyboard, by click or by swipe. All slides are
// here already, so that the next one waits for nobody; its drawing is made while this one is shown.

const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"]
const PREVIOUS = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"]
const SWIPE = 40 // pixels of a finger that mean another slide
const IDLE = 2500 // milliseconds after which the pointer goes
const TITLES = [[96, "large"], [190, "middle"], [Infinity, "small"]] // characters of a title, and its letters

export default function (component) {
  const { parentElement, data, setTriggerValue } = component
  const dialog = parentElement.querySelector("dialog")
  if (!dialog || !data || !Array.isArray(data.slides)) return
  const first = !dialog.deck
  const deck = first ? (dialog.deck = { at: bounded(data.start, data.slides.length), black: false }) : dialog.deck
  deck.send = setTriggerValue
  if (deck.key !== data.key) {
    Object.assign(deck, { key: data.key, slides: data.slides, words: data.words, made: new Map() })
    deck.at = bounded(deck.at, deck.slides.length)
  }
  if (first) build(dialog, deck)
  dialog.setAttribute("aria-label", String(data.label))
  show(dialog, deck)
  if (!dialog.open) dialog.showModal()
  deck.stage.focus({ preventScroll: true })
  return () => {
    if (dialog.isConnected) return
    deck.shape.onchange = null
    clearTimeout(deck.idle)
  }
}

const bounded = (at, length) => Math.min(Math.max(Number(at) || 0, 0), Math.max(length - 1, 0))

function part(name, kind, text) {
  const made = document.createElement(name)
  if (kind) made.className = kind
  if (text !== undefined) made.textContent = String(text)
  return made
}

function build(dialog, deck) {
  deck.stage = part("div", "stage")
  deck.stage.tabIndex = -1
  deck.said = part("p", "said")
  deck.said.setAttribute("role", "status")
  deck.stage.append(part("div", "place"), deck.said)
  dialog.replaceChildren(deck.stage)
  deck.shape = matchMedia("(max-aspect-ratio: 3/2)")
  deck.shape.onchange = () => { deck.made.clear(); show(dialog, deck) }
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); leave(deck) })
  dialog.addEventListener("keydown", (event) => pressed(event, dialog, deck))
  let from = null
  dialog.addEventListener("pointerdown", (event) => { from = event.isPrimary ? event : null })
  dialog.addEventListener("pointerup", (event) => {
    if (!from || event.button !== 0) return
    const across = event.clientX - from.clientX
    const finger = event.pointerType !== "mouse"
    from = null
    if (finger && Math.abs(across) > SWIPE) go(dialog, deck, deck.at + (across < 0 ? 1 : -1))
    else if (Math.abs(across) <= SWIPE) go(dialog, deck, deck.at + 1)
  })
  dialog.addEventListener("pointermove", () => awake(deck))
}

function pressed(event, dialog, deck) {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (key === "Escape") leave(deck)
  else if (NEXT.includes(key)) go(dialog, deck, deck.at + 1)
  else if (PREVIOUS.includes(key)) go(dialog, deck, deck.at - 1)
  else if (key === "Home") go(dialog, deck, 0)
  else if (key === "End") go(dialog, deck, deck.slides.length - 1)
  else if (key === "b" || key === ".") black(deck, !deck.black)
  else if (key === "f") fullScreen(deck)
  else return
  event.preventDefault()
  event.stopPropagation()
}

function leave(deck) {
  if (document.fullscreenElement) document.exitFullscreen()
  deck.send("leave", deck.at)
}

function fullScreen(deck) {
  if (document.fullscreenElement) document.exitFullscreen()
  else deck.stage.requestFullscreen?.().catch(() => {})
}

function black(deck, on) {
  deck.black = on
  deck.stage.classList.toggle("black", on)
  deck.said.textContent = on ? String(deck.words.black) : ""
}

function awake(deck) {
  deck.stage.classList.remove("idle")
  clearTimeout(deck.idle)
  deck.idle = setTimeout(() => deck.stage.classList.add("idle"), IDLE)
}

function go(dialog, deck, wanted) {
  if (deck.black) return black(deck, false)
  const at = bounded(wanted, deck.slides.length)
  if (at === deck.at) return
  deck.at = at
  show(dialog, deck)
  const address = new URL(location.href)
  address.searchParams.set("dia", String(at + 1))
  history.replaceState(history.state, "", address)
}

function show(dialog, deck) {
  const slide = made(deck, deck.at)
  const place = deck.stage.firstChild
  if (place.firstChild !== slide) place.replaceChildren(slide)
  deck.said.textContent = slide.getAttribute("aria-label")
  const later = window.requestIdleCallback ?? ((work) => setTimeout(work, 30))
  later(() => {
    for (const near of [deck.at + 1, deck.at - 1]) if (deck.slides[near]) made(deck, near)
  })
}

function made(deck, at) {
  if (!deck.made.has(at)) deck.made.set(at, drawn(deck, at))
  return deck.made.get(at)
}

function drawn(deck, at) {
  const slide = deck.slides[at]
  const made = part("section", slide.opening ? "slide opening" : "slide")
  made.setAttribute("aria-roledescription", String(deck.words.slide))
  made.setAttribute("aria-label", `${deck.words.number.replace("{n}", at + 1).replace("{of}", deck.slides.length)}: ${slide.title}`)
  const size = TITLES.find(([most]) => slide.title.length <= most)[1]
  made.append(part("h1", `title ${size}`, slide.title))
  if (slide.subtitle) made.append(part("p", "subtitle", slide.subtitle))
  const body = part("div", slide.flat && slide.table ? "body beside" : "body")
  const svg = deck.shape.matches ? slide.high : slide.flat
  if (svg) body.append(document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true))
  if (slide.table) body.append(grid(slide.table))
  if (slide.lines.length) {
    const list = part(slide.lines.length > 1 ? "ul" : "div", "lines")
    for (const line of slide.lines) list.append(part(slide.lines.length > 1 ? "li" : "p", "", line))
    body.append(list)
  }
  made.append(body)
  if (slide.notes) made.append(part("p", "notes", slide.notes))
  const foot = part("footer")
  foot.append(part("span", "source", slide.source), part("span", "number", `${at + 1} / ${deck.slides.length}`))
  made.append(foot)
  return made
}

function grid(table) {
  const made = part("table")
  made.setAttribute("aria-label", String(table.alt))
  const names = made.createTHead().insertRow()
  table.names.forEach((name, at) => {
    const cell = part("th", table.numeric[at] ? "numeric" : "", name)
    cell.scope = "col"
    names.append(cell)
  })
  const rows = made.createTBody()
  for (const texts of table.rows) {
    const row = rows.insertRow()
    texts.forEach((text, at) => row.append(part("td", table.numeric[at] ? "numeric" : "", text)))
  }
  return made
}
