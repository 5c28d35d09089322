// A chart, drawn by Plotly from a specification that is complete: once per change, and once it is near the screen.

const NEAR = 300 // pixels; what is further away is drawn when the visitor comes near, or prints
const PRINT = "ivp-print" // print.js asks for every drawing before it gives them the shape of the paper
const BROKEN = "Deze grafiek kan nu niet worden getekend. De tabel eronder heeft dezelfde cijfers."
const CONFIG = { displayModeBar: false, scrollZoom: false, showTips: false, doubleClick: false, locale: "nl" }
const charts = new WeakMap()
let library

/** Plotly itself, loaded once per document from the address below this application. */
function plotly(address) {
  library ??= new Promise((done, fail) => {
    const script = document.createElement("script")
    script.src = new URL(`../../${address}`, import.meta.url) // this script stands two folders below the application
    script.onload = () => done(window.Plotly)
    script.onerror = () => {
      library = undefined
      script.remove()
      fail(new Error(`${script.src} is not there`))
    }
    document.head.append(script)
  })
  return library
}

export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".grafiek")
  if (!root || !data) return
  let chart = charts.get(root)
  if (!chart) {
    chart = new Chart(root)
    charts.set(root, chart)
  }
  chart.show(data)
  return () => chart.remove()
}

class Chart {
  constructor(root) {
    this.root = root
    this.signature = ""
    this.main = root.closest('[data-testid="stMain"]')
    this.coming = new IntersectionObserver(() => this.draw(), { root: this.main, rootMargin: `${NEAR}px 0px` })
    this.coming.observe(root)
    this.size = new ResizeObserver(() => this.draw())
    this.size.observe(root)
    this.onPrint = () => this.draw(true)
    addEventListener(PRINT, this.onPrint)
  }

  remove() {
    this.coming.disconnect()
    this.size.disconnect()
    removeEventListener(PRINT, this.onPrint)
    this.gone = true
    if (this.width) this.plotly.purge(this.root)
  }

  /** Take another specification; a drawing that nobody sees goes, so that an old one is never scrolled into view. */
  async show(data) {
    const signature = JSON.stringify(data)
    if (signature === this.signature) return
    this.signature = signature
    this.spec = data.spec
    this.root.style.height = `${data.spec.layout.height}px`
    this.root.setAttribute("role", "figure")
    this.root.setAttribute("aria-label", data.alt)
    this.changed = true
    if (this.width && !this.isNear()) {
      this.plotly.purge(this.root)
      this.width = 0
    }
    try {
      this.plotly ??= await plotly(data.library)
      this.draw()
    } catch (error) {
      console.error(error)
      this.signature = "" // the next run tries again
      this.root.replaceChildren(BROKEN)
    }
  }

  isNear() {
    const { top, bottom } = this.root.getBoundingClientRect()
    return bottom > -NEAR && top < (this.main ?? document.documentElement).clientHeight + NEAR
  }

  draw(always = false) {
    const width = this.root.clientWidth
    if (this.gone || !this.plotly || !width || (!this.changed && width === this.width)) return
    if (!always && !this.isNear()) return
    if (!this.width) this.root.replaceChildren()
    this.changed = false
    this.width = width
    this.plotly.react(this.root, this.spec.data, { ...this.spec.layout, width }, CONFIG)
  }
}
