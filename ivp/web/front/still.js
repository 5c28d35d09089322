// What CSS cannot still for who asks for less motion: what Streamlit moves from a script, such as a fold that opens.
{
  const animate = Element.prototype.animate
  Element.prototype.animate = function (frames, options) {
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return animate.call(this, frames, options)
    return animate.call(this, frames, { ...(typeof options === "object" ? options : {}), duration: 0 })
  }
}
