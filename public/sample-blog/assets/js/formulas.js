// Sets the few formulas on this blog as MathML, so that nobody has to load a megabyte for three lines of sums.
(function () {
  var NS = 'http://www.w3.org/1998/Math/MathML'
  var SIGNS = { pi: 'π', times: '×', approx: '≈', cdot: '·', le: '≤', cos: 'cos', sin: 'sin' }

  function node(name, children) {
    var element = document.createElementNS(NS, name)
    children.forEach(function (child) { element.append(child) })
    return element
  }

  // One pass over the tokens; a brace or a script takes the next group.
  function row(tokens) {
    var out = []
    while (tokens.length && tokens[0] !== '}') {
      var token = tokens.shift()
      if (token === '_' || token === '^') {
        var base = out.pop() || node('mrow', [])
        out.push(node(token === '_' ? 'msub' : 'msup', [base, one(tokens)]))
      } else if (token !== '\\left' && token !== '\\right') {
        tokens.unshift(token)
        out.push(one(tokens))
      }
    }
    return node('mrow', out)
  }

  function one(tokens) {
    var token = tokens.shift() || ''
    if (token === '{') {
      var inner = row(tokens)
      tokens.shift()
      return inner
    }
    if (token === '\\frac') return node('mfrac', [one(tokens), one(tokens)])
    if (token[0] === '\\') return node(/^\\(cos|sin|pi)$/.test(token) ? 'mi' : 'mo', [SIGNS[token.slice(1)] || ' '])
    return node(/^[0-9.]+$/.test(token) ? 'mn' : /^[A-Za-z]$/.test(token) ? 'mi' : 'mo', [token === '-' ? '−' : token])
  }

  function math(tex, block) {
    var element = node('math', [row(tex.match(/\\[A-Za-z]+|\\.|[0-9.]+|\S/g) || [])])
    if (block) element.setAttribute('display', 'block')
    return element
  }

  function set(text) {
    var parts = text.data.split(/\\\[([\s\S]+?)\\\]|\\\(([\s\S]+?)\\\)/)
    if (parts.length === 1) return
    var fragment = document.createDocumentFragment()
    for (var i = 0; i < parts.length; i += 3) {
      fragment.append(parts[i])
      if (parts[i + 1] || parts[i + 2]) fragment.append(math(parts[i + 1] || parts[i + 2], Boolean(parts[i + 1])))
    }
    text.replaceWith(fragment)
  }

  document.querySelectorAll('.prose').forEach(function (prose) {
    var walker = document.createTreeWalker(prose, NodeFilter.SHOW_TEXT)
    var texts = []
    while (walker.nextNode()) if (!walker.currentNode.parentElement.closest('pre, code')) texts.push(walker.currentNode)
    texts.forEach(set)
  })
})()
