//! The registry of rules: id, severity, scope. Source: `spec/rules.tsv` of the format.

/// How bad it is.
#[derive(
    Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The format forbids it, or something false would be stored. Blocks the export.
    Error,
    /// Probably a mistake.
    Warning,
    /// For information.
    Note,
}

/// What a rule speaks about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    File,
    Column,
    Row,
    Cell,
}

impl Scope {
    /// The word for it: `cell`.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Column => "column",
            Self::Row => "row",
            Self::Cell => "cell",
        }
    }
}

macro_rules! rules {
    ($($variant:ident $id:literal $severity:ident $scope:ident,)*) => {
        /// One check. Ids and severities are fixed by the format's table of rules.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Rule { $($variant,)* }

        impl Rule {
            /// Every rule, in the order of the table.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant,)*];

            /// The id: `decimal-comma`.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self { $(Rule::$variant => $id,)* }
            }

            /// The severity that the rule has unless its finding says otherwise.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity,)* }
            }

            /// What it speaks about.
            #[must_use]
            pub fn scope(self) -> Scope {
                match self { $(Rule::$variant => Scope::$scope,)* }
            }
        }
    };
}

impl Rule {
    /// True for what is said about the way out. It is found when all columns are known, and no
    /// setting makes it more or less.
    #[must_use]
    pub fn is_about_privacy(self) -> bool {
        matches!(
            self,
            Self::InconsistentIdentifier | Self::PersonalDataInText | Self::AlreadyPseudonymized
        )
    }

    /// True when nobody can raise or lower it.
    #[must_use]
    pub fn is_fixed(self) -> bool {
        self.severity() == Severity::Error || self.is_about_privacy()
    }
}

rules! {
    MissingRequiredColumn "missing-required-column" Error File,
    Required "required" Error Cell,
    DecimalComma "decimal-comma" Error Cell,
    NotANumber "not-a-number" Error Cell,
    NotAnInteger "not-an-integer" Error Cell,
    NotADate "not-a-date" Error Cell,
    NotABoolean "not-a-boolean" Error Cell,
    NotInList "not-in-list" Error Cell,
    CountryCode "country-code" Error Cell,
    CurrencyCode "currency-code" Error Cell,
    OutOfRange "out-of-range" Error Cell,
    DuplicateKey "duplicate-key" Error Row,
    ErrorCell "error-cell" Error Cell,
    DamagedNumber "damaged-number" Error Cell,
    DuplicateHeader "duplicate-header" Error Column,
    ControlCharacter "control-character" Error Cell,
    UnterminatedQuote "unterminated-quote" Error Row,
    UndecodableText "undecodable-text" Error Cell,
    Mojibake "mojibake" Warning Cell,
    SurroundingSpace "surrounding-space" Warning Cell,
    ImplausibleValue "implausible-value" Warning Cell,
    RaggedRow "ragged-row" Warning Row,
    PointThousands "point-thousands" Warning Cell,
    Placeholder "placeholder" Warning Cell,
    NullWord "null-word" Warning Cell,
    LostZeros "number-as-text-zeros" Warning Cell,
    Phone "phone" Warning Cell,
    Email "email" Warning Cell,
    Coordinates "coordinates" Warning Row,
    DeviceWithTwoCustomers "device-with-two-customers" Warning Row,
    SerialWithTwoManufacturers "serial-with-two-manufacturers" Warning Row,
    SpellingOfIdentity "spelling-of-identity" Warning Cell,
    SameRowTwice "same-row-twice" Warning Row,
    CustomerWithTwoNames "customer-with-two-names" Warning Row,
    DatesInOrder "dates-in-order" Warning Row,
    AmountWithoutCurrency "amount-without-currency" Warning Row,
    PlanDaysWithoutPlan "plan-days-without-plan" Warning Row,
    UntidyText "untidy-text" Warning Cell,
    IdentifierLooksPersonal "identifier-looks-personal" Warning Column,
    InconsistentIdentifier "inconsistent-identifier" Warning Column,
    PersonalDataInText "personal-data-in-text" Error Cell,
    TestRow "test-row" Note Row,
    AlreadyPseudonymized "already-pseudonymized" Note Column,
    GeneratedColumn "generated-column" Note Column,
    UnknownColumn "unknown-column" Note Column,
}
