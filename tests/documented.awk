# SPDX-License-Identifier: MIT
# Prints each public function or type behind a blank line that has no `///`, but for what all classes have alike.
FNR == 1 { hidden = ours = blank = 0 }
/^namespace .*(detail|_rules|_matchers)/ { ours = 1 }
/^}  \/\/ namespace .*detail/ { ours = 0 }
/^(class|struct|template|enum)/ { hidden = /(adapter|_evaluator)\// }
/^(private|protected):/ { hidden = 1 }
/^public:|^}/ { hidden = 0 }
blank && !ours && !hidden && /^((    )?(template|constexpr|consteval|inline|static|explicit|friend|\[\[)|(class|struct|enum|concept) .*{)/ &&
    !/\(\) const&?( [A-Z_]+)? \{ return .*; \}|write_to\(|operator|options\{\}\}|detail::Checked|^template <|::.*::| = default;|  \/\/\/</ {
    print FILENAME ":" FNR ": " $0
}
{ blank = /^$/ }
