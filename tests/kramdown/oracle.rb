# frozen_string_literal: true

# Renders each source of a JSON list with the real kramdown as Jekyll calls it, highlighting apart.
require 'json'
require 'kramdown'
require 'kramdown-parser-gfm'
require 'timeout'

JEKYLL = {
  auto_ids: true, toc_levels: (1..6).to_a, entity_output: :as_char, smart_quotes: 'lsquo,rsquo,ldquo,rdquo',
  hard_wrap: false, footnote_nr: 1, syntax_highlighter: nil
}.freeze

def render(question)
  Timeout.timeout(5) do
    Kramdown::Document.new(question['source'], JEKYLL.merge(input: question['input'])).to_html.scrub
  end
rescue StandardError
  nil
end

puts JSON.generate(JSON.parse($stdin.read).map { |question| render(question) })
