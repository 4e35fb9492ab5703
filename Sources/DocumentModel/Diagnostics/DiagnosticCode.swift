/// Everything that Gazette can have to say, by a stable number: `GZ1203`.
///
/// The thousands say which part speaks: 1 input and encoding, 2 text and layout profiles, 3 writers,
/// 4 structured formats, 5 output files, 6 the command line, 7 filters, 8 validation. Severity and
/// exit status belong to the code; the words are in `MessageCatalogue`. A number, once released, keeps its meaning.
public enum DiagnosticCode: UInt16, Sendable, CaseIterable {
  // MARK: Input and encoding
  case inputNotFound = 1001
  case inputIsDirectory = 1002
  case inputUnreadable = 1003
  case inputReadFailed = 1004
  case inputEmpty = 1005
  case inputBinary = 1006
  case inputTooLarge = 1008
  case inputForeign = 1009
  case nothingMatches = 1010
  case undecodableBytes = 1101
  case encodingUnknown = 1102
  case encodingDetected = 1103
  case encodingUndetected = 1104
  case byteOrderMarkInText = 1105
  case controlCharacterReplaced = 1106
  case inputTruncated = 1107
  case encodingMisdeclared = 1108
  case spoolFailed = 1201
  case formatUnknown = 1301
  case formatUndetected = 1302
  case formatNotReadable = 1303
  case formatNotWritable = 1304
  case formatOptionInvalid = 1305
  case formatNotAsNamed = 1306

  // MARK: Text and layout profiles
  case paragraphJoined = 2101
  case articleWithoutTitle = 2102
  case articleWithoutSignOff = 2103
  case dateDoesNotExist = 2104
  case dateWithoutYear = 2105
  case layoutMarks = 2106
  case profileChosen = 2107
  case profileGeneric = 2108
  case bulletinEmpty = 2109
  case pageFurniture = 2110
  case contentsUnmatched = 2111
  case hyphenRemoved = 2112
  case numberInDigits = 2113
  case profileNotFound = 2201
  case profileSyntax = 2202
  case profileUnknownKey = 2203
  case profileValue = 2204
  case profileTemplate = 2205
  case templateUnreachable = 2206
  case templateAmbiguous = 2207

  // MARK: Writers
  case elementNotExpressible = 3101
  case metadataNotExpressible = 3102
  case opaqueNotExpressible = 3103
  case paragraphWouldJoin = 3104
  case lineWouldBeMisread = 3105
  case lateFactNotExpressible = 3106
  case referenceDangling = 3107
  case pictureNotInBook = 3108
  case linkNotInBook = 3109
  case picturesNotWritten = 3110
  case opaqueKeptAsText = 3111
  case metadataMissing = 3201
  case characterNotEncodable = 3202

  // MARK: Structured formats
  case jsonSyntax = 4101
  case jsonUnknownKey = 4102
  case jsonValue = 4103
  case jsonStructure = 4104
  case jsonTruncated = 4105
  case jsonMemberMissing = 4106
  case jsonSchemaViolated = 4107
  case csvSyntax = 4201
  case csvHeader = 4202
  case csvUnknownColumn = 4203
  case csvRaggedRow = 4204
  case csvSurplusCell = 4205
  case csvValue = 4206
  case xmlSyntax = 4301
  case xmlTooDeep = 4302
  case xmlExternalEntity = 4303
  case xmlUnknownEntity = 4304
  case xmlNotThisFormat = 4305
  case elementNotRead = 4306
  case attributeNotRead = 4307
  case xmlCutOff = 4308
  case xmlExpansion = 4309
  case xmlPrefixUnknown = 4310
  case xmlEncodingUndeclared = 4311
  case xmlEncodingMisdeclared = 4312
  case zipDamaged = 4401
  case epubStructure = 4402
  case epubEncrypted = 4403
  case epubResourceSkipped = 4404
  case epubEntryIncomplete = 4405
  case epubTitleUnread = 4406
  case recordKeyMissing = 4601
  case recordKeyReserved = 4602
  case recordAmbiguous = 4603
  case recordTooLong = 4604
  case manifestRecord = 4701
  case archiveDamaged = 4501
  case archiveUnreadable = 4502
  case archiveEntryEncrypted = 4503
  case entryTooLarge = 4504
  case archiveTooLarge = 4505
  case archiveRatio = 4506
  case archiveTooManyEntries = 4507
  case archiveNested = 4508
  case entryNotFile = 4509
  case entryNamesDecoded = 4510
  case entryNameDamaged = 4511
  case entryNotText = 4512
  case archiveWithoutEnd = 4513
  case entryIgnored = 4514
  case archiveHeaderDamaged = 4515
  case entryMethodUnknown = 4516
  case eventLawBroken = 4901

  // MARK: Output
  case outputDirectoryMissing = 5001
  case outputNotWritable = 5002
  case outputWriteFailed = 5003
  case outputDiskFull = 5004
  case outputClosed = 5005
  case outputIsInput = 5006
  case outputTwice = 5007
  case outputThere = 5008
  case outputMissing = 5201
  case outputUnexpected = 5202
  case outputSizeChanged = 5203
  case outputContentChanged = 5204
  case outputNameChanged = 5101
  case outputNameTaken = 5102
  case outputNameShortened = 5103
  case outputNameUnusable = 5104

  // MARK: Command line
  case usage = 6001
  case watchNeedsFile = 6002
  case strictLosses = 6101
  case recordsFailed = 6102
  case outputsDiffer = 6103
  case unfinishedRun = 6201
  case runIsUnderWay = 6202
  case runBegunAnew = 6203
  case diagnosticsCut = 6204
  case stoppedByFailure = 6205

  // MARK: Validation
  case schemaUnreadable = 8001
  case schemaNotInCatalog = 8002
  case documentTooLarge = 8003
  case validationNotPossible = 8004
  case schemaUnknown = 8005
  case nothingToValidate = 8006
  case elementUnknown = 8101
  case elementNotAllowed = 8102
  case elementMissing = 8103
  case elementIncomplete = 8104
  case elementMustBeEmpty = 8105
  case textNotAllowed = 8106
  case rootNotAsDeclared = 8107
  case entityUndeclared = 8108
  case elementTooLate = 8109
  case elementExcluded = 8110
  case attributeUnknown = 8111
  case attributeMissing = 8112
  case attributeValue = 8113
  case contentValue = 8114
  case namespaceMisplaced = 8115
  case elementRepeated = 8116
  case identifierDuplicate = 8121
  case identifierDangling = 8122
  case schemaViolated = 8131
  case dateImpossible = 8201
  case issnInvalid = 8202
  case languageMissing = 8203
  case titleEmpty = 8204
  case articleWithoutText = 8205
  case outputInvalid = 8301

  // MARK: Books (EPUB), validated
  case mimetypeNotFirst = 8401
  case mimetypeWrong = 8402
  case mimetypeExtraField = 8403
  case bookArchiveDamaged = 8404
  case fileNameForbidden = 8405
  case fileNameSpace = 8406
  case fileNameEndsWithDot = 8407
  case fileNameTwice = 8408
  case folderEmpty = 8409
  case containerMissing = 8411
  case containerWithoutPackage = 8412
  case rootfileWithoutPath = 8413
  case packageMissing = 8414
  case containerStructure = 8415
  case entryEncrypted = 8416
  case encryptedNotThere = 8417
  case packageVersion = 8421
  case packageIncomplete = 8422
  case packageAttributeMissing = 8423
  case uniqueIdentifierMissing = 8424
  case uniqueIdentifierUnknown = 8425
  case modifiedInvalid = 8426
  case bookLanguageInvalid = 8427
  case bookMetadataEmpty = 8428
  case bookUUIDInvalid = 8429
  case bookDateInvalid = 8430
  case packageIDTwice = 8431
  case resourceDeclaredTwice = 8432
  case resourceMissing = 8433
  case resourceUndeclared = 8434
  case manifestFragment = 8435
  case manifestOfItself = 8436
  case resourceInMetaInf = 8437
  case mediaTypeInvalid = 8438
  case mediaTypeOfHTML = 8439
  case fallbackUnknown = 8440
  case fallbackCircular = 8441
  case spineItemUnknown = 8442
  case spineItemTwice = 8443
  case spineItemForeign = 8444
  case spineWithoutLinear = 8445
  case itemPropertyUnknown = 8446
  case itemPropertyOfOtherType = 8447
  case spineTOCWrong = 8448
  case refinesUnknown = 8449
  case prefixUndeclared = 8450
  case metaEmpty = 8451
  case packageStructure = 8452
  case navigationMissing = 8461
  case tocMissing = 8462
  case navigationStructure = 8463
  case navigationRemote = 8464
  case navigationOrder = 8465
  case ncxIdentifier = 8466
  case navigationNotXHTML = 8467
  case bookDocumentMalformed = 8471
  case doctypeIrregular = 8472
  case contentStructure = 8473
  case contentIDTwice = 8474
  case propertyNotDeclared = 8475
  case propertyNotNeeded = 8476
  case bookEncoding = 8477
  case contentTitleMissing = 8478
  case remotePropertyNotNeeded = 8479
  case targetMissing = 8481
  case targetUndeclared = 8482
  case fragmentUndefined = 8483
  case linkToNoDocument = 8484
  case linkOutsideSpine = 8485
  case resourceRemote = 8486
  case resourceNotSecure = 8487
  case addressInvalid = 8488
  case addressLeaves = 8489
  case addressOfFile = 8490
  case addressOfData = 8491
  case addressWithQuery = 8492
  case stylesheetFragment = 8493
  case mediaTypeUntrue = 8494
  case pictureEnding = 8495
  case pictureDamaged = 8496
  case foreignWithoutFallback = 8497
  case stylesheetSyntax = 8498
  case stylesheetForbidden = 8499

  // MARK: Filters
  case filterUnknown = 7001
  case filterArgument = 7002
  case filterNotExecutable = 7003
  case articlesNotSelected = 7101
  case bulletinLeftEmpty = 7102
  case factNotMerged = 7103
  case programNotStarted = 7201
  case programFailed = 7202
  case programKilled = 7203
  case programStoppedReading = 7204
}

/// How much a diagnostic matters.
public enum Severity: UInt8, Sendable, Comparable {
  /// What was done, for who wants to know: `--verbose`.
  case information
  /// Something to look at; the result stands.
  case warning
  /// The conversion stopped.
  case error

  public static func < (a: Severity, b: Severity) -> Bool { a.rawValue < b.rawValue }
}

/// The exit statuses of the command (BSD `sysexits.h`).
public enum ExitStatus: Int32, Sendable {
  case success = 0
  /// Done, with losses.
  case losses = 1
  case usage = 64
  case badInput = 65
  case noInput = 66
  case cannotCreate = 73
  case inputOutput = 74
}

extension DiagnosticCode {
  /// `GZ1203`.
  public var name: String { "GZ\(rawValue)" }

  public var severity: Severity {
    switch self {
    case .jsonMemberMissing, .encodingDetected, .byteOrderMarkInText, .paragraphJoined,
      .layoutMarks, .profileChosen,
      .dateWithoutYear, .articlesNotSelected, .pageFurniture, .contentsUnmatched, .hyphenRemoved,
      .numberInDigits,
      .entryNamesDecoded, .entryIgnored, .runBegunAnew, .epubTitleUnread:
      .information
    case .controlCharacterReplaced, .encodingUndetected, .encodingMisdeclared,
      .formatNotAsNamed, .articleWithoutTitle, .articleWithoutSignOff, .dateDoesNotExist,
      .profileGeneric,
      .bulletinEmpty,
      .elementNotExpressible, .metadataNotExpressible, .opaqueNotExpressible, .opaqueKeptAsText,
      .paragraphWouldJoin, .lineWouldBeMisread, .lateFactNotExpressible, .jsonUnknownKey,
      .csvUnknownColumn,
      .csvRaggedRow, .csvSurplusCell, .xmlUnknownEntity, .elementNotRead, .attributeNotRead,
      .referenceDangling, .bulletinLeftEmpty, .factNotMerged, .programStoppedReading,
      .issnInvalid, .languageMissing, .titleEmpty, .articleWithoutText,
      .pictureNotInBook, .linkNotInBook, .epubResourceSkipped, .epubEntryIncomplete,
      .picturesNotWritten, .templateUnreachable, .templateAmbiguous, .fileNameSpace, .folderEmpty,
      .entryEncrypted, .bookUUIDInvalid, .bookDateInvalid, .resourceUndeclared, .mediaTypeOfHTML,
      .navigationOrder, .contentTitleMissing, .remotePropertyNotNeeded, .resourceNotSecure,
      .pictureEnding, .archiveNested, .entryNotFile, .entryNameDamaged, .entryNotText,
      .archiveWithoutEnd, .archiveHeaderDamaged, .outputNameChanged, .outputNameTaken,
      .outputNameShortened, .diagnosticsCut:
      .warning
    default: .error
    }
  }

  /// Whether something of the input does not reach the output as it was: exit status 1, and with
  /// `--strict` no output.
  public var isLoss: Bool {
    switch self {
    case .controlCharacterReplaced, .elementNotExpressible, .metadataNotExpressible,
      .opaqueNotExpressible, .opaqueKeptAsText, .paragraphWouldJoin, .lineWouldBeMisread,
      .lateFactNotExpressible,
      .jsonUnknownKey, .csvUnknownColumn, .csvSurplusCell, .xmlUnknownEntity, .elementNotRead,
      .attributeNotRead, .factNotMerged, .epubResourceSkipped, .epubEntryIncomplete,
      .picturesNotWritten, .archiveNested, .entryNotFile, .entryNotText, .archiveWithoutEnd,
      .archiveHeaderDamaged:
      true
    default: false
    }
  }

  /// What the command exits with when this stops it.
  public var exitStatus: ExitStatus {
    switch self {
    case .inputNotFound, .inputIsDirectory, .inputUnreadable, .schemaUnreadable,
      .schemaNotInCatalog, .schemaUnknown, .nothingToValidate:
      .noInput
    case .inputReadFailed, .outputWriteFailed, .outputDiskFull, .outputClosed, .spoolFailed,
      .programNotStarted, .programFailed, .programKilled:
      .inputOutput
    case .outputDirectoryMissing, .outputNotWritable, .outputIsInput, .outputTwice, .outputThere,
      .outputNameUnusable, .unfinishedRun, .runIsUnderWay:
      .cannotCreate
    case .usage, .watchNeedsFile, .formatUnknown, .formatNotReadable, .formatNotWritable,
      .formatOptionInvalid,
      .encodingUnknown, .profileNotFound, .profileSyntax, .profileUnknownKey, .profileValue,
      .profileTemplate, .formatUndetected, .filterUnknown, .filterArgument, .filterNotExecutable:
      .usage
    case .strictLosses, .recordsFailed, .outputsDiffer, .outputInvalid, .stoppedByFailure: .losses
    default: severity == .error ? .badInput : isLoss ? .losses : .success
    }
  }
}
