#include "core/nets/pickle.h"

#include "core/base/text.h"

#include <bit>
#include <cstring>
#include <unordered_map>

namespace fiducial::nets::pickle {

namespace {
constexpr std::size_t kMaxValues = 2'000'000; // a network of 2,000 tensors needs some 40,000

/// The machine that a pickle is a program for. Every step checks what it takes; the first failure ends it.
class Reader {
public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    Result<Document> run()
    {
        while (problem_.empty()) {
            const char op = static_cast<char>(number<std::uint8_t>());
            if (!problem_.empty())
                break;
            if (op == '.') {
                document_.root = pop();
                document_.length = at_;
                if (problem_.empty())
                    return std::move(document_);
                break;
            }
            if (!constant(op) && !textual(op) && !container(op) && !stackOrMemo(op) && !construction(op))
                fail(says("it uses operation %1, which is not read here", static_cast<unsigned char>(op)));
        }
        return makeError(Errc::Malformed, says("The pickled part of the file is broken: %1.", problem_));
    }

private:
    void fail(Sentence problem)
    {
        if (problem_.empty())
            problem_ = std::move(problem);
    }

    template <class T>
    T number()
    {
        T value{};
        const auto raw = take(sizeof(T));
        if (raw.size() == sizeof(T))
            std::memcpy(&value, raw.data(), sizeof(T));
        return value;
    }

    std::string_view take(std::uint64_t count)
    {
        if (count > bytes_.size() - at_) {
            fail(says("it ends early"));
            return {};
        }
        const auto part = bytes_.substr(at_, static_cast<std::size_t>(count));
        at_ += static_cast<std::size_t>(count);
        return part;
    }

    std::string_view line()
    {
        const auto end = bytes_.find('\n', at_);
        if (end == std::string_view::npos) {
            fail(says("it ends early"));
            return {};
        }
        const auto part = bytes_.substr(at_, end - at_);
        at_ = end + 1;
        return part;
    }

    Id add(Value value)
    {
        if (document_.values.size() >= kMaxValues) {
            fail(says("it holds too many values"));
            return 0;
        }
        document_.values.push_back(std::move(value));
        return static_cast<Id>(document_.values.size() - 1);
    }

    bool push(Value value)
    {
        const Id id = add(std::move(value));
        if (problem_.empty())
            stack_.push_back(id);
        return true;
    }

    bool pushInteger(std::int64_t value, Kind kind = Kind::Integer) { return push({.kind = kind, .integer = value}); }

    bool pushText(std::string_view value, Kind kind = Kind::Text)
    {
        return push({.kind = kind, .text = std::string(value)});
    }

    Id pop()
    {
        const std::size_t floor = marks_.empty() ? 0 : marks_.back();
        if (stack_.size() <= floor) {
            fail(says("it takes a value where there is none"));
            return 0;
        }
        const Id id = stack_.back();
        stack_.pop_back();
        return id;
    }

    /// The value on top; a scratch one where there is none.
    Value &top()
    {
        if (stack_.empty()) {
            fail(says("it takes a value where there is none"));
            return scratch_;
        }
        return document_.values[stack_.back()];
    }

    std::vector<Id> popToMark()
    {
        if (marks_.empty() || marks_.back() > stack_.size()) {
            fail(says("it takes a group that was not begun"));
            return {};
        }
        const auto begin = stack_.begin() + static_cast<std::ptrdiff_t>(marks_.back());
        std::vector<Id> items(begin, stack_.end());
        stack_.erase(begin, stack_.end());
        marks_.pop_back();
        return items;
    }

    std::vector<Id> popMany(std::size_t count)
    {
        std::vector<Id> items(count);
        for (std::size_t i = count; i-- > 0;)
            items[i] = pop();
        return items;
    }

    bool longInteger(std::uint64_t count)
    {
        const auto raw = take(count);
        if (count > sizeof(std::int64_t))
            return pushText(raw, Kind::LongInteger);
        std::int64_t value = !raw.empty() && (raw.back() & 0x80) ? -1 : 0;
        if (!raw.empty())
            std::memcpy(&value, raw.data(), raw.size());
        return pushInteger(value);
    }

    bool constant(char op)
    {
        switch (static_cast<unsigned char>(op)) {
        case 0x80: // protocol
            number<std::uint8_t>();
            return true;
        case 0x95: // frame
            number<std::uint64_t>();
            return true;
        case 'N':
            return push({});
        case 0x88:
            return pushInteger(1, Kind::Boolean);
        case 0x89:
            return pushInteger(0, Kind::Boolean);
        case 'J':
            return pushInteger(number<std::int32_t>());
        case 'K':
            return pushInteger(number<std::uint8_t>());
        case 'M':
            return pushInteger(number<std::uint16_t>());
        case 0x8a:
            return longInteger(number<std::uint8_t>());
        case 0x8b:
            return longInteger(number<std::uint32_t>());
        case 'G': { // big-endian
            std::uint64_t raw = number<std::uint64_t>();
            raw = __builtin_bswap64(raw);
            return push({.kind = Kind::Real, .real = std::bit_cast<double>(raw)});
        }
        case 'X':
            return pushText(take(number<std::uint32_t>()));
        case 0x8c:
            return pushText(take(number<std::uint8_t>()));
        case 0x8d:
            return pushText(take(number<std::uint64_t>()));
        case 'T': // Python 2 strings
            return pushText(take(number<std::uint32_t>()));
        case 'U':
            return pushText(take(number<std::uint8_t>()));
        case 'B':
            return pushText(take(number<std::uint32_t>()), Kind::Bytes);
        case 'C':
            return pushText(take(number<std::uint8_t>()), Kind::Bytes);
        case 0x8e:
            return pushText(take(number<std::uint64_t>()), Kind::Bytes);
        default:
            return false;
        }
    }

    /// Protocol 0: values as lines.
    bool textual(char op)
    {
        switch (op) {
        case 'I':
        case 'L': {
            std::string_view digits = line();
            if (op == 'I' && (digits == "00" || digits == "01"))
                return pushInteger(digits == "01", Kind::Boolean);
            if (digits.ends_with('L'))
                digits.remove_suffix(1);
            const auto value = text::parseInteger(digits);
            if (!value)
                fail(says("a number cannot be read"));
            return pushInteger(value.value_or(0));
        }
        case 'F': {
            const auto value = text::parseDouble(line());
            if (!value)
                fail(says("a number cannot be read"));
            return push({.kind = Kind::Real, .real = value.value_or(0)});
        }
        case 'V':
            return pushText(line());
        case 'S': {
            const auto quoted = line();
            return pushText(quoted.size() < 2 ? quoted : quoted.substr(1, quoted.size() - 2));
        }
        default:
            return false;
        }
    }

    bool group(Kind kind, std::vector<Id> items) { return push({.kind = kind, .items = std::move(items)}); }

    void store(const std::vector<Id> &items)
    {
        Value &target = top();
        if (items.size() % 2 != 0 || (target.kind != Kind::Dict && target.kind != Kind::Object))
            return fail(says("it stores a key where there is no dictionary"));
        for (std::size_t i = 0; i + 1 < items.size(); i += 2)
            target.entries.emplace_back(items[i], items[i + 1]);
    }

    void append(const std::vector<Id> &items)
    {
        Value &target = top();
        if (target.kind == Kind::List)
            target.items.insert(target.items.end(), items.begin(), items.end());
        else if (target.kind != Kind::Object)
            fail(says("it appends where there is no list"));
    }

    bool container(char op)
    {
        switch (static_cast<unsigned char>(op)) {
        case '}':
            return group(Kind::Dict, {});
        case ']':
        case 0x8f: // set
            return group(Kind::List, {});
        case ')':
            return group(Kind::Tuple, {});
        case 't':
            return group(Kind::Tuple, popToMark());
        case 0x85:
        case 0x86:
        case 0x87:
            return group(Kind::Tuple, popMany(static_cast<unsigned char>(op) - 0x84u));
        case 'l':
        case 0x91: // frozen set
            return group(Kind::List, popToMark());
        case 'd': {
            const auto items = popToMark();
            group(Kind::Dict, {});
            store(items);
            return true;
        }
        case 'a':
            append({pop()});
            return true;
        case 'e':
        case 0x90:
            append(popToMark());
            return true;
        case 's':
            store(popMany(2));
            return true;
        case 'u':
            store(popToMark());
            return true;
        default:
            return false;
        }
    }

    bool remember(std::uint64_t key)
    {
        top();
        if (problem_.empty())
            memo_[key] = stack_.back();
        return true;
    }

    bool recall(std::uint64_t key)
    {
        const auto it = memo_.find(key);
        if (it == memo_.end())
            fail(says("it recalls a value that it never kept"));
        else
            stack_.push_back(it->second);
        return true;
    }

    std::uint64_t lineKey()
    {
        const auto key = text::parseInteger(line());
        if (!key || *key < 0)
            fail(says("a number cannot be read"));
        return static_cast<std::uint64_t>(key.value_or(0));
    }

    bool stackOrMemo(char op)
    {
        switch (static_cast<unsigned char>(op)) {
        case '(':
            marks_.push_back(stack_.size());
            return true;
        case '0':
            pop();
            return true;
        case '1':
            popToMark();
            return true;
        case '2':
            top();
            if (problem_.empty())
                stack_.push_back(stack_.back());
            return true;
        case 'q':
            return remember(number<std::uint8_t>());
        case 'r':
            return remember(number<std::uint32_t>());
        case 'p':
            return remember(lineKey());
        case 0x94:
            return remember(memo_.size());
        case 'h':
            return recall(number<std::uint8_t>());
        case 'j':
            return recall(number<std::uint32_t>());
        case 'g':
            return recall(lineKey());
        default:
            return false;
        }
    }

    /// Only dictionaries are made in place of a call; everything else stays a description.
    void call(Id callable, Id arguments)
    {
        const std::string &name = document_.values[callable].text;
        const bool dict = document_.values[callable].kind == Kind::Global &&
                          (name == "collections OrderedDict" || name == "collections defaultdict");
        if (!dict) {
            group(Kind::Object, {callable, arguments});
            return;
        }
        std::vector<std::pair<Id, Id>> entries;
        for (const Id argument : document_.values[arguments].items)
            for (const Id pair : document_.values[argument].items)
                if (const auto &both = document_.values[pair].items; both.size() == 2 && ++copied_ <= kMaxValues)
                    entries.emplace_back(both[0], both[1]);
        if (copied_ > kMaxValues)
            return fail(says("it holds too many values"));
        push({.kind = Kind::Dict, .entries = std::move(entries)});
    }

    void stackGlobal()
    {
        constexpr std::size_t kMaxName = 256; // a long text could be named again and again
        const auto parts = popMany(2);
        if (!problem_.empty())
            return;
        const std::string &module = document_[parts[0]].text;
        const std::string &name = document_[parts[1]].text;
        if (module.size() > kMaxName || name.size() > kMaxName)
            return fail(says("a name is too long"));
        pushText(module + ' ' + name, Kind::Global);
    }

    bool construction(char op)
    {
        switch (static_cast<unsigned char>(op)) {
        case 'c': {
            const auto module = line();
            const auto name = line();
            return pushText(std::string(module) + ' ' + std::string(name), Kind::Global);
        }
        case 0x93:
            stackGlobal();
            return true;
        case 'R':
        case 0x81: {
            const auto parts = popMany(2);
            if (problem_.empty())
                call(parts[0], parts[1]);
            return true;
        }
        case 0x92: {
            const auto parts = popMany(3);
            if (problem_.empty())
                call(parts[0], parts[1]);
            return true;
        }
        case 'b': {
            const Id state = pop();
            if (Value &target = top(); target.kind == Kind::Object)
                target.state = {state};
            return true;
        }
        case 'Q': {
            const Id key = pop();
            return group(Kind::Persistent, {key});
        }
        default:
            return false;
        }
    }

    std::string_view bytes_;
    std::size_t at_ = 0;
    Document document_;
    std::vector<Id> stack_;
    std::vector<std::size_t> marks_;
    std::unordered_map<std::uint64_t, Id> memo_;
    std::size_t copied_ = 0; ///< entries taken over from arguments, which may be shared
    Sentence problem_;
    Value scratch_;
};
} // namespace

const Value *Document::find(const Value &dict, std::string_view key) const
{
    if (dict.kind != Kind::Dict)
        return nullptr;
    for (const auto &[name, value] : dict.entries)
        if (values[name].kind == Kind::Text && values[name].text == key)
            return &values[value];
    return nullptr;
}

Result<Document> read(std::string_view bytes)
{
    return Reader(bytes).run();
}

} // namespace fiducial::nets::pickle
