using BotPartner.Core.Chat;

namespace BotPartner.Tests.Access;

/// <summary>As whom, and from where, something is asked. In the hall, where the partnership meets, unless it is said otherwise.</summary>
[Flags]
internal enum Who : long
{
    None = 0,

    /// <summary>Somebody in the hall who never asked to join.</summary>
    Stranger = 1L << 0,

    /// <summary>The same in their own conversation with the bot, with a button that somebody handed to them.</summary>
    StrangerDirectly = 1L << 1,

    /// <summary>Somebody of the same organisation in a channel that is not connected.</summary>
    Passer = 1L << 2,

    /// <summary>Somebody of another organisation who shares the hall.</summary>
    Guest = 1L << 3,

    /// <summary>Has the user id of north's delegate, on another platform.</summary>
    Twin = 1L << 4,

    /// <summary>Has the user id of the steward, in another organisation; in their own conversation.</summary>
    TwinOfSteward = 1L << 5,

    /// <summary>Asked to speak for north, and was not admitted.</summary>
    Asked = 1L << 6,

    /// <summary>Was north's delegate, and was removed.</summary>
    Removed = 1L << 7,

    /// <summary>Was the delegate of a partner that was removed.</summary>
    OfGonePartner = 1L << 8,

    /// <summary>Delegate in another partnership, from its place.</summary>
    Rival = 1L << 9,

    /// <summary>Steward of another partnership, from its place.</summary>
    RivalSteward = 1L << 10,

    /// <summary>The same in the hall.</summary>
    RivalStewardHere = 1L << 11,

    /// <summary>Speaks for north, and is nothing else.</summary>
    Member = 1L << 12,

    /// <summary>The same in their own conversation.</summary>
    MemberDirectly = 1L << 13,

    /// <summary>North's delegate.</summary>
    Delegate = 1L << 14,

    /// <summary>The same in their own conversation.</summary>
    DelegateDirectly = 1L << 15,

    /// <summary>The same by the other account, which is linked.</summary>
    Linked = 1L << 16,

    /// <summary>South's delegate: holds mandates, has voted and objected.</summary>
    South = 1L << 17,

    /// <summary>West's delegate, of neither side of any tension: the committee.</summary>
    West = 1L << 18,

    /// <summary>Answers for north.</summary>
    FocalPoint = 1L << 19,

    /// <summary>Answers for south.</summary>
    SouthsFocalPoint = 1L << 20,

    /// <summary>Answers for west.</summary>
    WestsFocalPoint = 1L << 21,

    /// <summary>Administers, and speaks for nobody.</summary>
    Steward = 1L << 22,

    /// <summary>The same in their own conversation.</summary>
    StewardDirectly = 1L << 23,

    /// <summary>Guides tensions, and speaks for nobody.</summary>
    Facilitator = 1L << 24,

    /// <summary>Of south: put the decisions, and the draft.</summary>
    Proposer = 1L << 25,

    /// <summary>Of north: raised the tensions; in their own conversation.</summary>
    Raiser = 1L << 26,

    /// <summary>Of south: the tensions were raised with them; in their own conversation.</summary>
    OtherSide = 1L << 27,

    All = (1L << 28) - 1,

    // Sets, as the table names them.
    Strangers = Stranger | StrangerDirectly | Passer | Guest | Twin | TwinOfSteward | Asked | Removed | OfGonePartner | Rival | RivalSteward | RivalStewardHere,
    StrangersHere = Stranger | Guest | Twin | Asked | Removed | OfGonePartner | RivalStewardHere,
    Stewards = Steward | StewardDirectly,
    OfNorth = Member | MemberDirectly | Delegate | DelegateDirectly | Linked | FocalPoint | Raiser,
    OfSouth = South | SouthsFocalPoint | Proposer | OtherSide,
    OfWest = West | WestsFocalPoint,
    Members = OfNorth | OfSouth | OfWest,
    NorthsDelegate = Delegate | DelegateDirectly | Linked,
    Delegates = NorthsDelegate | South | West,
    FocalPoints = FocalPoint | SouthsFocalPoint | WestsFocalPoint,
    Belonging = Members | Stewards,

    /// <summary>Whoever reads what stands in the hall anyway.</summary>
    Readers = Belonging | StrangersHere | Facilitator,
    Sides = Raiser | OtherSide,
    Direct = StrangerDirectly | TwinOfSteward | MemberDirectly | DelegateDirectly | StewardDirectly | Raiser | OtherSide,
}

/// <summary>The people behind them.</summary>
internal static class Cast
{
    public static readonly Place Hall = new("north", "realm", "hall", PlaceKind.Channel);
    public static readonly Place Yard = new("north", "realm", "yard", PlaceKind.Channel);
    public static readonly Place Rivals = new("north", "rivals", "rivals", PlaceKind.Channel);

    /// <summary>Each alone, in the order in which they are declared.</summary>
    public static IReadOnlyList<Who> Everybody { get; } = [.. Enumerable.Range(0, 28).Select(i => (Who)(1L << i))];

    public static Person Person(string name, string realm = "realm", string platform = "north") => new(platform, realm, name, name) { Language = "en", TimeZone = "UTC" };

    public static Person Of(Who who) => who switch
    {
        Who.Stranger => Person("stranger"),
        Who.StrangerDirectly => Person("stranger"),
        Who.Passer => Person("passer"),
        Who.Guest => Person("guest", "guests"),
        Who.Twin => Person("dora", platform: "island"),
        Who.TwinOfSteward => Person("stu", "elsewhere"),
        Who.Asked => Person("ada"),
        Who.Removed => Person("gus"),
        Who.OfGonePartner => Person("paul"),
        Who.Rival => Person("rex", "rivals"),
        Who.RivalSteward or Who.RivalStewardHere => Person("quinn", "rivals"),
        Who.Member or Who.MemberDirectly => Person("nat"),
        Who.Delegate or Who.DelegateDirectly => Person("dora"),
        Who.Linked => Person("dora-too", "island"),
        Who.South => Person("sid"),
        Who.West => Person("wes"),
        Who.FocalPoint => Person("nora"),
        Who.SouthsFocalPoint => Person("sora"),
        Who.WestsFocalPoint => Person("wanda"),
        Who.Steward or Who.StewardDirectly => Person("stu"),
        Who.Facilitator => Person("fay"),
        Who.Proposer => Person("pam"),
        Who.Raiser => Person("rae"),
        Who.OtherSide => Person("otto"),
        _ => throw new ArgumentOutOfRangeException(nameof(who), who, "one at a time"),
    };

    public static Place Where(Who who) => who switch
    {
        Who.Passer => Yard,
        Who.Rival or Who.RivalSteward => Rivals,
        _ when (who & Who.Direct) != Who.None => Of(who).Direct,
        _ => Hall,
    };
}
