#include "core/formats/json_records.h"

#include "core/base/text.h"
#include "core/formats/dataset_builder.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace fiducial::formats {

namespace {

constexpr int kMaxDepth = 64;

bool isJsonBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Walks the structure of a document: strings and brackets, nothing else is looked at.
class OutlineScanner {
public:
    explicit OutlineScanner(std::string_view text) : text_(text)
    {
        if (text_.starts_with("\xEF\xBB\xBF"))
            at_ = 3;
    }

    JsonOutline run()
    {
        if (!take('{')) {
            fail(says("is not a JSON object"));
            return std::move(outline_);
        }
        if (!take('}')) {
            while (member() && take(',')) {
            }
            if (outline_.problem.empty() && !take('}'))
                fail(says("breaks off or lacks a comma"));
        }
        skipBlanks();
        if (outline_.problem.empty() && at_ < text_.size())
            fail(says("goes on after its closing brace"));
        return std::move(outline_);
    }

private:
    bool member()
    {
        skipBlanks();
        const std::size_t keyBegin = at_;
        if (at_ >= text_.size() || text_[at_] != '"' || !skipString())
            return fail(says("lacks the name of a member"));
        const std::string key(text_.substr(keyBegin + 1, at_ - keyBegin - 2));
        if (!take(':'))
            return fail(says("lacks a colon after a member's name"));
        skipBlanks();
        if (at_ < text_.size() && text_[at_] == '[')
            return array(outline_.arrays[key]);
        ByteSpan span;
        if (!skipValue(span))
            return false;
        outline_.values[key] = span;
        return true;
    }

    bool array(std::vector<ByteSpan> &elements)
    {
        take('[');
        elements.clear();
        if (take(']'))
            return true;
        for (;;) {
            ByteSpan span;
            if (!skipValue(span))
                return false;
            elements.push_back(span);
            if (take(']'))
                return true;
            if (!take(','))
                return fail(says("breaks off or lacks a comma in a list"));
        }
    }

    bool skipValue(ByteSpan &span)
    {
        skipBlanks();
        span.offset = at_;
        int depth = 0;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (!skipString())
                    return fail(says("ends inside a text"));
                continue;
            }
            if (c == '{' || c == '[')
                ++depth;
            const bool closes = c == '}' || c == ']';
            if (depth == 0 && (closes || c == ','))
                break;
            if (closes)
                --depth;
            ++at_;
        }
        if (depth > 0 || at_ >= text_.size())
            return fail(says("breaks off inside a value"));
        span.length = at_ - span.offset;
        while (span.length > 0 && isJsonBlank(text_[span.offset + span.length - 1]))
            --span.length;
        return span.length > 0 || fail(says("lacks a value"));
    }

    bool skipString()
    {
        for (++at_; at_ < text_.size(); ++at_) {
            if (text_[at_] == '\\')
                ++at_;
            else if (text_[at_] == '"')
                return ++at_, true;
        }
        at_ = text_.size();
        return false;
    }

    void skipBlanks()
    {
        while (at_ < text_.size() && isJsonBlank(text_[at_]))
            ++at_;
    }

    bool take(char c)
    {
        skipBlanks();
        if (at_ >= text_.size() || text_[at_] != c)
            return false;
        ++at_;
        return true;
    }

    bool fail(Sentence problem)
    {
        if (outline_.problem.empty()) {
            outline_.problem = std::move(problem);
            outline_.problemOffset = std::min(at_, text_.size());
        }
        return false;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    JsonOutline outline_;
};

/// An input iterator that tells how far the lexer has read.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char *;
    using reference = const char &;

    CountingIterator(const char *at, const char **reached) : at_(at), reached_(reached) {}
    reference operator*() const { return *at_; }
    CountingIterator &operator++()
    {
        *reached_ = ++at_;
        return *this;
    }
    CountingIterator operator++(int)
    {
        CountingIterator before = *this;
        ++*this;
        return before;
    }
    bool operator==(const CountingIterator &other) const { return at_ == other.at_; }
    bool operator!=(const CountingIterator &other) const { return at_ != other.at_; }

private:
    const char *at_;
    const char **reached_;
};

bool isNumberByte(char c)
{
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

class RecordSax : public nlohmann::json_sax<nlohmann::json> {
public:
    RecordSax(std::string_view text, const std::vector<std::string_view> &keys, const char *const *reached)
        : text_(text), keys_(keys), reached_(reached)
    {}

    JsonRecord record;
    Sentence problem;

    bool null() override { return scalar(JsonField::Kind::Null, nullptr); }
    bool boolean(bool value) override
    {
        if (JsonField *field = scalarField(JsonField::Kind::Bool))
            field->flag = value;
        return true;
    }
    bool number_integer(number_integer_t value) override { return wholeNumber(value); }
    bool number_unsigned(number_unsigned_t value) override { return wholeNumber(value); }
    bool number_float(number_float_t value, const string_t & /*text*/) override { return number(value); }
    bool string(string_t &value) override { return scalar(JsonField::Kind::String, &value); }
    bool binary(binary_t & /*value*/) override { return false; }
    bool start_object(std::size_t /*elements*/) override { return open(false); }
    bool key(string_t &value) override
    {
        if (depth_ != 1)
            return true;
        const bool wanted = std::find(keys_.begin(), keys_.end(), value) != keys_.end();
        field_ = wanted ? &(record.fields[value] = JsonField{}) : nullptr;
        return true;
    }
    bool end_object() override { return close(); }
    bool start_array(std::size_t /*elements*/) override { return open(true); }
    bool end_array() override { return close(); }
    bool parse_error(std::size_t /*position*/, const std::string & /*lastToken*/,
                     const nlohmann::detail::exception & /*error*/) override
    {
        const std::string_view word = wordAt(static_cast<std::size_t>(*reached_ - text_.data()));
        problem = says("is no valid JSON");
        if (!word.empty())
            problem = says("is no valid JSON near '%1'", shownField(word));
        return false;
    }

private:
    bool open(bool isArray)
    {
        if (++depth_ > kMaxDepth) {
            problem = says("is nested deeper than %1 levels", kMaxDepth);
            return false;
        }
        if (depth_ == 1 && isArray) {
            problem = says("is a list where an object belongs");
            return false;
        }
        if (field_)
            field_->kind = depth_ == 2 && isArray ? JsonField::Kind::Numbers : JsonField::Kind::Other;
        return true;
    }

    bool close()
    {
        if (--depth_ == 1)
            field_ = nullptr;
        return true;
    }

    /// The field that a scalar at this place belongs to; a scalar other than a number spoils a list of numbers.
    JsonField *scalarField(JsonField::Kind kind)
    {
        if (depth_ == 0)
            problem = says("is a single value where an object belongs");
        if (!field_)
            return nullptr;
        if (depth_ > 1) {
            field_->kind = JsonField::Kind::Other;
            return nullptr;
        }
        field_->kind = kind;
        return field_;
    }

    bool scalar(JsonField::Kind kind, std::string *value)
    {
        JsonField *field = scalarField(kind);
        if (field && value)
            field->text = std::move(*value);
        return true;
    }

    bool number(double value)
    {
        const bool inList = field_ && depth_ == 2 && field_->kind == JsonField::Kind::Numbers;
        JsonField *field = inList ? field_ : scalarField(JsonField::Kind::Number);
        if (field)
            field->numbers.push_back({value, lastNumberSpan()});
        return true;
    }

    template <typename Integer>
    bool wholeNumber(Integer value)
    {
        number(static_cast<double>(value));
        if (field_ && field_->kind == JsonField::Kind::Number)
            field_->text = std::to_string(value);
        return true;
    }

    /// The lexer has read one byte beyond the number, unless the text ended with it.
    ByteSpan lastNumberSpan() const
    {
        auto end = static_cast<std::size_t>(*reached_ - text_.data());
        while (end > 0 && !isNumberByte(text_[end - 1]))
            --end;
        std::size_t begin = end;
        while (begin > 0 && isNumberByte(text_[begin - 1]))
            --begin;
        return {begin, end - begin};
    }

    /// The run of characters between separators that ends or goes on at `end`.
    std::string_view wordAt(std::size_t end) const
    {
        constexpr std::string_view kSeparators = " \t\r\n,:[]{}\"";
        constexpr std::size_t kLongest = 24;
        std::size_t begin = end > 0 ? end - 1 : 0;
        while (begin > 0 && kSeparators.find(text_[begin - 1]) == std::string_view::npos)
            --begin;
        return text_.substr(begin, std::min(text_.find_first_of(kSeparators, begin) - begin, kLongest));
    }

    std::string_view text_;
    const std::vector<std::string_view> &keys_;
    const char *const *reached_;
    JsonField *field_ = nullptr;
    int depth_ = 0;
};

} // namespace

const std::vector<ByteSpan> &JsonOutline::elements(std::string_view key) const
{
    static const std::vector<ByteSpan> none;
    const auto it = arrays.find(key);
    return it == arrays.end() ? none : it->second;
}

JsonOutline outlineJson(std::string_view text)
{
    return OutlineScanner(text).run();
}

const JsonField *JsonRecord::find(std::string_view key) const
{
    const auto it = fields.find(key);
    return it == fields.end() ? nullptr : &it->second;
}

const NumberToken *JsonRecord::number(std::string_view key) const
{
    const JsonField *field = find(key);
    return field && field->kind == JsonField::Kind::Number ? &field->numbers.front() : nullptr;
}

const std::vector<NumberToken> *JsonRecord::numbers(std::string_view key) const
{
    const JsonField *field = find(key);
    return field && field->kind == JsonField::Kind::Numbers ? &field->numbers : nullptr;
}

std::string JsonRecord::id(std::string_view key) const
{
    const JsonField *field = find(key);
    if (field && field->kind == JsonField::Kind::Number) {
        const double value = field->numbers.front().value; // 7.0 is the id 7
        return !field->text.empty()         ? field->text
               : value == std::trunc(value) ? text::fixed(value, 0)
                                            : text::shortest(value);
    }
    return field && field->kind == JsonField::Kind::String ? "\"" + field->text : std::string();
}

Result<JsonRecord> parseJsonRecord(std::string_view element, const std::vector<std::string_view> &keys)
{
    const char *reached = element.data();
    RecordSax sax(element, keys, &reached);
    const CountingIterator begin(element.data(), &reached);
    const CountingIterator end(element.data() + element.size(), &reached);
    if (!nlohmann::json::sax_parse(begin, end, &sax) || !sax.problem.empty())
        return makeError(Errc::Malformed, sax.problem.empty() ? says("is no valid JSON") : sax.problem);
    return std::move(sax.record);
}

std::string jsonQuoted(std::string_view text)
{
    return nlohmann::json(std::string(text)).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

int LineCounter::lineAt(std::size_t offset)
{
    offset = std::min(offset, text_.size());
    if (offset < offset_) {
        offset_ = 0;
        line_ = 1;
    }
    line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(offset_),
                                         text_.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
    offset_ = offset;
    return line_;
}

} // namespace fiducial::formats
