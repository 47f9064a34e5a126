# Reads a JSON list of files and writes, for each, how long the front matter is that Jekyll's rule cuts off (in UTF-16 code units).
require 'json'

FRONT_MATTER = /\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)/m.freeze
puts JSON.generate(JSON.parse($stdin.read).map { |file| (file[FRONT_MATTER] || '').encode('UTF-16LE').bytesize / 2 })
