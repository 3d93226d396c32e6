#include "archive/header_fields.hpp"

#include "tests/catch.hpp"

using namespace mingdan;

TEST_CASE("header fields end at the empty line and folded lines are joined") {
  const auto block = read_header_block("A: one\r\nContent-Type: multipart/related;\r\n\tboundary=\"x y\"\r\n\r\nbody");
  CHECK(block.complete);
  CHECK(block.length == 61);
  REQUIRE(block.fields.size() == 2);
  CHECK(field_named(block.fields, "content-type") == "multipart/related; boundary=\"x y\"");
  CHECK(field_named(block.fields, "absent") == std::nullopt);
}

TEST_CASE("header fields with LF only and without an end are read") {
  const auto block = read_header_block("A: 1\nB:2\nno colon here");
  CHECK_FALSE(block.complete);
  CHECK(field_named(block.fields, "B") == "2");
  CHECK(block.fields.size() == 2);
}

TEST_CASE("parameters are found with and without quotes") {
  CHECK(parameter_of("text/html; charset=utf-8", "CHARSET") == "utf-8");
  CHECK(parameter_of("text/html;charset=\"gb\\\"x;y\" ; a=b", "charset") == "gb\"x;y");
  CHECK(parameter_of("text/html;charset=\"gb;y\" ; a=b", "a") == "b");
  CHECK(parameter_of("text/html; flag; a=b", "a") == "b");
  CHECK(parameter_of("text/html", "charset") == std::nullopt);
  CHECK(parameter_of("text/html;", "charset") == std::nullopt);
  CHECK(essence_of(" Text/HTML ; charset=x") == "text/html");
}
