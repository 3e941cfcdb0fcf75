#include "core/pipeline/report_markup.h"

#include "core/base/text.h"

#include <cmath>

namespace fiducial::pipeline {

namespace {
constexpr char kReplacement[] = "\xEF\xBF\xBD";

/// Shorter than fixed notation and precise enough for a screen.
std::string pixels(double value)
{
    std::string out = text::fixed(value, 2);
    out.erase(out.find_last_not_of('0') + 1);
    if (out.ends_with('.'))
        out.pop_back();
    return out == "-0" ? "0" : out;
}

std::string attribute(std::string_view name, std::string_view value)
{
    return " " + std::string(name) + "=\"" + escaped(value) + "\"";
}

std::string attribute(std::string_view name, double value)
{
    return attribute(name, pixels(value));
}

std::string looks(std::string_view cssClass, std::string_view fill)
{
    return attribute("class", cssClass) + (fill.empty() ? "" : attribute("fill", fill));
}

std::string closing(std::string_view element, std::string_view title)
{
    if (title.empty())
        return "/>\n";
    return "><title>" + escaped(title) + "</title></" + std::string(element) + ">\n";
}
} // namespace

std::string escaped(std::string_view text)
{
    const bool utf8 = text::isUtf8(text);
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool noCharacter =
            text.substr(i).starts_with("\xEF\xBF\xBE") || text.substr(i).starts_with("\xEF\xBF\xBF");
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if (noCharacter) {
            out += kReplacement;
            i += 2;
        } else if ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F || (c >= 0x80 && !utf8))
            out += kReplacement;
        else
            out += text[i];
    }
    return out;
}

std::string base64(std::string_view bytes)
{
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += k <= count ? digits[group >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

std::string percentText(double share, int decimals)
{
    return std::isfinite(share) ? text::fixed(100 * share, decimals) + " %" : "–";
}

SvgDrawing::SvgDrawing(double width, double height, std::string_view title)
    : width_(width), height_(height), title_(title)
{}

void SvgDrawing::line(Point2 from, Point2 to, std::string_view cssClass)
{
    body_ += "<line" + attribute("x1", from.x) + attribute("y1", from.y) + attribute("x2", to.x) +
             attribute("y2", to.y) + attribute("class", cssClass) + "/>\n";
}

void SvgDrawing::rect(const Rect &rect, std::string_view cssClass, std::string_view fill, std::string_view title)
{
    body_ += "<rect" + attribute("x", rect.x) + attribute("y", rect.y) + attribute("width", rect.width) +
             attribute("height", rect.height) + looks(cssClass, fill) + closing("rect", title);
}

void SvgDrawing::polyline(std::span<const Point2> points, std::string_view cssClass, bool closed)
{
    std::string places;
    for (const Point2 p : points)
        places += (places.empty() ? "" : " ") + pixels(p.x) + "," + pixels(p.y);
    body_ += (closed ? "<polygon" : "<polyline") + attribute("points", places) + attribute("class", cssClass) + "/>\n";
}

void SvgDrawing::ellipse(Point2 centre, Point2 radii, double angle, std::string_view cssClass, std::string_view fill,
                         std::string_view title)
{
    body_ += "<ellipse" + attribute("rx", radii.x) + attribute("ry", radii.y) +
             attribute("transform",
                       "translate(" + pixels(centre.x) + " " + pixels(centre.y) + ") rotate(" + pixels(angle) + ")") +
             looks(cssClass, fill) + closing("ellipse", title);
}

void SvgDrawing::text(Point2 at, std::string_view text, std::string_view anchor, std::string_view cssClass)
{
    body_ += "<text" + attribute("x", at.x) + attribute("y", at.y) + attribute("text-anchor", anchor) +
             attribute("class", cssClass.empty() ? "label" : cssClass) + ">" + escaped(text) + "</text>\n";
}

std::string SvgDrawing::element(std::string_view attributes, std::string_view first) const
{
    return "<svg" + std::string(attributes) + attribute("viewBox", "0 0 " + pixels(width_) + " " + pixels(height_)) +
           attribute("width", width_) + attribute("height", height_) + attribute("role", "img") +
           attribute("aria-label", title_) + " font-family=\"sans-serif\" font-size=\"12\">\n" + std::string(first) +
           body_ + "</svg>\n";
}

std::string SvgDrawing::element() const
{
    return element({}, {});
}

std::string SvgDrawing::file() const
{
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" +
           element(" xmlns=\"http://www.w3.org/2000/svg\"", "<style>" + figureStyle(false) + "</style>\n<rect" +
                                                                attribute("width", width_) +
                                                                attribute("height", height_) + " fill=\"#ffffff\"/>\n");
}

std::string figureStyle(bool dark)
{
    // Plain colours rather than CSS variables: drawing programs read the files too.
    struct Colours {
        const char *text, *muted, *grid, *run, *bad, *others[3];
    };
    const Colours c =
        dark ? Colours{"#e7eaee", "#9ca6b1", "#30363d", "#E69F00", "#ff8a52", {"#56B4E9", "#CC79A7", "#F0E442"}}
             : Colours{"#1b2026", "#5a646f", "#e4e7eb", "#b47c00", "#b04008", {"#2a8ac2", "#b8608f", "#8a8000"}};
    const auto rule = [](const std::string &classes, const std::string &body) { return classes + "{" + body + "}\n"; };
    const std::string text = c.text, muted = c.muted, grid = c.grid, run = c.run, bad = c.bad;
    std::string others;
    const char *const dashes[] = {"7 3", "2 3", "9 3 2 3"};
    for (std::size_t i = 0; i < std::size(c.others); ++i)
        others += rule(".other" + std::to_string(i), "stroke:" + std::string(c.others[i]) +
                                                         ";stroke-width:2;fill:none;stroke-dasharray:" + dashes[i]);
    return rule(".label", "fill:" + muted) + rule(".value", "fill:" + text) + others +
           rule(".grid", "stroke:" + grid + ";fill:none") + rule(".axis", "stroke:" + muted + ";fill:none") +
           rule(".contour", "stroke:" + muted + ";stroke-opacity:.45;fill:none") +
           rule(".band", "fill:" + run + ";fill-opacity:.22;stroke:none") + rule(".bar", "fill:" + run) +
           rule(".curve", "stroke:" + run + ";stroke-width:2;fill:none") +
           rule(".threshold", "stroke:" + bad + ";stroke-dasharray:4 3") +
           rule(".bias", "stroke:" + text + ";stroke-width:1.2") +
           rule(".ellipse", "stroke:" + muted + ";stroke-width:.8;fill-opacity:.6") + rule(".ramp", "stroke:none");
}

} // namespace fiducial::pipeline
