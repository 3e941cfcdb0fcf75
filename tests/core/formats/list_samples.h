#pragma once

#include "core/base/text.h"
#include "tests/core/formats/format_samples.h"

#include <string>
#include <vector>

/// Small valid texts of the list formats, made by rule: the points are those of samplePoint().
namespace fiducial::test {

/// "x<separator>y<separator>x ..." of the points of a face.
inline std::string samplePoints(int face, int points, const std::string &separator)
{
    std::string out;
    for (int i = 0; i < points; ++i) {
        const std::string point = samplePoint(face, i);
        const std::size_t blank = point.find(' ');
        out += (i ? separator : "") + point.substr(0, blank) + separator + point.substr(blank + 1);
    }
    return out;
}

inline std::string csvHeader(int points, bool boxSize = false)
{
    std::string out = std::string("image_name,scale,") + (boxSize ? "box_size," : "") + "center_w,center_h";
    for (int i = 0; i < points; ++i)
        out += ",original_" + std::to_string(i) + "_x,original_" + std::to_string(i) + "_y";
    return out;
}

inline std::string csvRow(int face, int points, const std::string &image, bool boxSize = false)
{
    return image + ",1.0," + (boxSize ? "200," : "") + "120.5,130.5," + samplePoints(face, points, ",");
}

inline std::string csvList(int faces, int points, bool boxSize = false, const std::string &lineEnd = "\n")
{
    std::string out = csvHeader(points, boxSize) + lineEnd;
    for (int i = 0; i < faces; ++i)
        out += csvRow(i, points, "helen/testset/image_" + std::to_string(i / 2) + ".jpg", boxSize) + lineEnd;
    return out;
}

/// Fractions of the crop, six decimals.
inline std::string pfldRow(int face, int points, const std::string &image, bool euler = true)
{
    std::string out = image;
    const std::string pixels = samplePoints(face, points, " ");
    for (const std::string_view value : text::splitBlanks(pixels))
        out += " " + text::fixed(*text::parseDouble(value) / 256, 6);
    return out + " 0 1 0 0 1 0" + (euler ? " -1.5 20.25 3.125" : "");
}

inline std::string pfldList(int faces, int points, bool euler = true)
{
    std::string out;
    for (int i = 0; i < faces; ++i)
        out += pfldRow(i, points, "imgs/" + std::to_string(i) + ".png", euler) + "\n";
    return out;
}

inline std::string pfldRawRow(int face, const std::string &image)
{
    return samplePoints(face, 68, " ") + " 20 30 220 230 0 0 0 0 0 0 " + image + " ";
}

inline std::string tsvRow(int face, int points, const std::string &image, bool tags = true)
{
    return image + "\t" + samplePoints(face + 7, 5, ",") + "\t" + samplePoints(face, points, ",") +
           "\t1.05\t120.5\t130.5" + (tags ? "\t0,1,0,0,1,0" : "");
}

inline std::string tsvList(int faces, int points, bool header = false)
{
    std::string out = header ? "image_path\tlandmarks_5pts\tlandmarks\tscale\tcenter_w\tcenter_h\ttags\n" : "";
    for (int i = 0; i < faces; ++i)
        out += tsvRow(i, points, "./rawImages\\a\\" + std::to_string(i) + ".jpg") + "\n";
    return out;
}

/// `flags`: visibility of the points in turn.
inline std::string cocoAnnotation(int id, int imageId, int points, const std::vector<int> &flags)
{
    std::string out = "    {\n      \"id\": " + std::to_string(id) + ", \"image_id\": " + std::to_string(imageId) +
                      ", \"category_id\": 1, \"iscrowd\": 0,\n      \"keypoints\": [\n";
    const std::string list = samplePoints(id, points, " ");
    const std::vector<std::string_view> numbers = text::splitBlanks(list);
    int set = 0;
    for (int i = 0; i < points; ++i) {
        const int flag = flags[static_cast<std::size_t>(i) % flags.size()];
        const auto k = static_cast<std::size_t>(2 * i);
        set += flag > 0;
        const std::string place = flag > 0 ? std::string(numbers[k]) + ", " + std::string(numbers[k + 1]) : "0.0, 0.0";
        out += "        " + place + ", " + std::to_string(flag) + (i + 1 < points ? ",\n" : "\n");
    }
    return out + "      ],\n      \"num_keypoints\": " + std::to_string(set) +
           ", \"bbox\": [20, 30, 200, 200], \"area\": 40000, \"center\": [120.5, 130.5], \"scale\": 1.05\n    }";
}

inline std::string cocoFile(int faces, int points, const std::vector<int> &flags = {2, 1, 0, 2})
{
    std::string images, annotations;
    for (int i = 0; i < faces; ++i) {
        if (i % 2 == 0)
            images += std::string(i ? ",\n" : "") + "    {\"id\": " + std::to_string(i / 2 + 1) +
                      ", \"file_name\": \"a/" + std::to_string(i / 2) + ".jpg\", \"width\": 256, \"height\": 260}";
        annotations += (i ? ",\n" : "") + cocoAnnotation(100 + i, i / 2 + 1, points, flags);
    }
    return "{\n  \"info\": {\"description\": \"sample\"},\n  \"images\": [\n" + images +
           "\n  ],\n  \"annotations\": [\n" + annotations +
           "\n  ],\n  \"categories\": [{\"id\": 1, \"name\": \"face\", \"keypoints\": [], \"skeleton\": []}]\n}\n";
}

/// Four people of one image: without face keys (line 3), with a face (4), with an invalid one and with an unset one.
inline std::string cocoWholeBodyFile()
{
    const std::string annotation = cocoAnnotation(7, 1, 68, {1});
    const std::size_t begin = annotation.find('[');
    const std::string face = annotation.substr(begin, annotation.find(']') + 1 - begin);
    std::string zeros = "[0";
    for (int i = 1; i < 3 * 68; ++i)
        zeros += ",0";
    const auto person = [](int id, const std::string &more) {
        return "{\"id\": " + std::to_string(id) + ", \"image_id\": 1, \"keypoints\": [1, 2, 2, 3, 4, 1], " +
               "\"num_keypoints\": 2, \"bbox\": [0, 0, 90, 200]" + more + "}";
    };
    const auto withFace = [&](int id, const std::string &box, const std::string &valid, const std::string &points) {
        return person(id, ", \"face_box\": " + box + ", \"face_valid\": " + valid + ", \"face_kpts\": " + points);
    };
    return "{\"images\": [{\"id\": 1, \"file_name\": \"p.jpg\", \"width\": 200, \"height\": 150}],\n\"annotations\": "
           "[\n" +
           person(1, "") + ",\n" + withFace(2, "[-5, 10, 60, 400]", "true", face) + ",\n" +
           withFace(3, "[0, 0, 0, 0]", "false", face) + ",\n" + withFace(4, "[1, 1, 9, 9]", "true", zeros + "]") +
           "\n]}\n";
}

/// Whole pixels; part `missing` of each box is left out (-1: none).
inline std::string imglabBox(int face, int points, int missing = -1)
{
    std::string out = "    <box top='30' left='20' width='201' height='201' ignore='1'>\n";
    const std::string list = samplePoints(face, points, " ");
    const std::vector<std::string_view> numbers = text::splitBlanks(list);
    for (int i = 0; i < points; ++i) {
        const auto k = static_cast<std::size_t>(2 * i);
        if (i != missing)
            out += "      <part name='" + std::string(i < 10 ? "0" : "") + std::to_string(i) + "' x='" +
                   text::fixed(*text::parseDouble(numbers[k]), 0) + "' y='" +
                   text::fixed(*text::parseDouble(numbers[k + 1]), 0) + "'/>\n";
    }
    return out + "    </box>\n";
}

inline std::string imglabFile(int faces, int points)
{
    std::string out = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<?xml-stylesheet type='text/xsl' "
                      "href='image_metadata_stylesheet.xsl'?>\n<dataset>\n<name>imglab dataset</name>\n"
                      "<comment>made by <b>hand</b></comment>\n<images>\n";
    for (int i = 0; i < faces; ++i)
        out += "  <image file='a/" + std::to_string(i) + ".jpg' width='256' height='260'>\n" +
               imglabBox(2 * i, points, i == 1 ? 4 : -1) + imglabBox(2 * i + 1, points) + "  </image>\n";
    return out + "</images>\n</dataset>\n";
}

} // namespace fiducial::test
