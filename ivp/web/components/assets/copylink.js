// A button that copies the address of this view; without a clipboard it shows the address to copy by hand.

export default function (component) {
  const { parentElement, data } = component
  const root = parentElement.querySelector(".root")
  if (!root || !data) return
  if (!root.firstChild) {
    const button = document.createElement("button")
    const field = document.createElement("input")
    const status = document.createElement("span")
    button.type = "button"
    field.readOnly = true
    field.hidden = true
    field.onfocus = () => field.select()
    status.setAttribute("role", "status")
    status.setAttribute("aria-live", "polite")
    root.append(button, field, status)
  }
  const [button, field, status] = root.children
  button.textContent = String(data.label)
  field.setAttribute("aria-label", String(data.fallback))
  button.onclick = async () => {
    status.textContent = ""
    try {
      await navigator.clipboard.writeText(window.location.href)
      field.hidden = true
      status.textContent = String(data.done)
      setTimeout(() => { status.textContent = "" }, 4000)
    } catch {
      field.value = window.location.href
      field.hidden = false
      field.focus()
      status.textContent = String(data.fallback)
    }
  }
}
