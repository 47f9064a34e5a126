# frozen_string_literal: true

# The seconds that native kramdown needs for the documents of a JSON list, read and started up before the clock runs.
require 'json'
require 'kramdown'
require 'kramdown-parser-gfm'

options = { input: 'GFM', hard_wrap: false, syntax_highlighter: nil }
documents = JSON.parse($stdin.read)
start = Process.clock_gettime(Process::CLOCK_MONOTONIC)
documents.each do |source|
  Kramdown::Document.new(source, options).to_html
rescue StandardError
  nil
end
puts Process.clock_gettime(Process::CLOCK_MONOTONIC) - start
