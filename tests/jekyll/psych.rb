# Reads a JSON list of YAML texts and writes, for each, what Ruby's YAML makes of it: a value with its type spelled out, or an error.
require 'json'
require 'psych'
require 'date'
require 'set'

class Unknown < StandardError; end

def spell(value, depth = 0)
  raise Unknown if depth > 100

  case value
  when Symbol then ":#{value}"
  when Time then { 'time' => (value.to_r * 1000).floor }
  when Date then { 'date' => value.to_s }
  when Integer then { 'integer' => value.to_s }
  when Float then { 'float' => value.nan? ? 'NaN' : value.infinite? ? (value.positive? ? 'Infinity' : '-Infinity') : value.to_s }
  when Array then value.map { |item| spell(item, depth + 1) }
  when Hash then { 'map' => value.map { |key, item| [spell(key, depth + 1), spell(item, depth + 1)] } }
  when Set then { 'map' => value.map { |key| [spell(key), nil] } }
  when String
    text = value.dup.force_encoding('UTF-8')
    raise Unknown unless text.valid_encoding?

    text
  when nil, true, false then value
  else raise Unknown
  end
end

def read(text)
  { 'value' => spell(Psych.safe_load(text, permitted_classes: [Date, Time, Symbol], aliases: true)) }
rescue Psych::DisallowedClass, Unknown
  { 'skip' => true }
rescue Psych::SyntaxError, Psych::BadAlias => e
  { 'error' => e.message }
rescue StandardError, SystemStackError => e
  { 'skip' => true, 'why' => e.class.name }
end

puts JSON.generate(JSON.parse($stdin.read).map { |text| read(text) })
