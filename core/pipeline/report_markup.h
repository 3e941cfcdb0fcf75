#pragma once

#include "core/geometry/types.h"

#include <span>
#include <string>
#include <string_view>

/// Text for HTML and SVG. Everything that is written is well-formed XML.
namespace fiducial::pipeline {

/// Text and attribute values: markup is escaped; bytes that XML cannot hold become U+FFFD.
std::string escaped(std::string_view text);
std::string base64(std::string_view bytes);
/// "4.31 %"; a dash where the number does not exist.
std::string percentText(double share, int decimals = 2);

/// A drawing of classes that figureStyle() colours. Lengths are pixels.
class SvgDrawing {
public:
    SvgDrawing(double width, double height, std::string_view title);

    void line(Point2 from, Point2 to, std::string_view cssClass);
    void rect(const Rect &rect, std::string_view cssClass, std::string_view fill = {}, std::string_view title = {});
    void polyline(std::span<const Point2> points, std::string_view cssClass, bool closed = false);
    /// Axes as half lengths, angle in degrees.
    void ellipse(Point2 centre, Point2 radii, double angle, std::string_view cssClass, std::string_view fill = {},
                 std::string_view title = {});
    /// `anchor`: "start", "middle" or "end".
    void text(Point2 at, std::string_view text, std::string_view anchor = "start", std::string_view cssClass = {});

    /// For a page whose style has figureStyle().
    std::string element() const;
    /// A file of its own, on light ground.
    std::string file() const;

private:
    std::string element(std::string_view attributes, std::string_view first) const;

    double width_;
    double height_;
    std::string title_;
    std::string body_;
};

std::string figureStyle(bool dark);

} // namespace fiducial::pipeline
