using System.Text.Json.Serialization;

namespace BotPartner.Core.Chat;

/// <summary>A message with structure, said once and rendered by every platform. At most six buttons in all.</summary>
/// <param name="Title">The heading: what this is about.</param>
/// <param name="Summary">The whole meaning in plain words, for notifications and screen readers. Holds nothing confidential.</param>
/// <param name="Elements">The body, top to bottom.</param>
public sealed record Card(Text Title, Text Summary, IReadOnlyList<Element> Elements)
{
    /// <summary>A card of one paragraph.</summary>
    public static Card Of(Text text, params Element[] more) => new(Text.Say("bot.name"), text, [new Element.Paragraph(text), .. more]) { Untitled = true };

    /// <summary>Whether the title is left off where it is shown (it still names the card for assistive technology).</summary>
    public bool Untitled { get; init; }
}

/// <summary>What a card is made of. Closed: each renderer switches over all of it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "e")]
[JsonDerivedType(typeof(Paragraph), "p")]
[JsonDerivedType(typeof(Quote), "q")]
[JsonDerivedType(typeof(Facts), "facts")]
[JsonDerivedType(typeof(Bars), "bars")]
[JsonDerivedType(typeof(Divider), "hr")]
[JsonDerivedType(typeof(Buttons), "buttons")]
public abstract record Element
{
    private Element()
    {
    }

    /// <summary>Running text.</summary>
    public sealed record Paragraph(Text Text) : Element
    {
        /// <summary>Whether it is a remark of lesser weight.</summary>
        public bool Quiet { get; init; }
    }

    /// <summary>Words of a person or an organisation, set off from the bot's own; line breaks kept.</summary>
    public sealed record Quote(Text Words) : Element
    {
        /// <summary>Whose words, if said.</summary>
        public Text? By { get; init; }
    }

    /// <summary>Label and value, line by line.</summary>
    public sealed record Facts(IReadOnlyList<Fact> Lines) : Element;

    /// <summary>Counts as bars of text, each also said in numbers.</summary>
    public sealed record Bars(IReadOnlyList<Bar> Lines) : Element;

    /// <summary>A line between two parts.</summary>
    public sealed record Divider : Element;

    /// <summary>What the reader can do.</summary>
    public sealed record Buttons(IReadOnlyList<Button> Items) : Element;
}

/// <summary>One line of <see cref="Element.Facts"/>.</summary>
public sealed record Fact(Text Label, Text Value);

/// <summary>One line of <see cref="Element.Bars"/>: <paramref name="Count"/> of <paramref name="Total"/>.</summary>
public sealed record Bar(Text Label, long Count, long Total);

/// <summary>A button.</summary>
/// <param name="Label">At most 30 characters in every language: what it does.</param>
/// <param name="Action">Wire name that the router knows. Once on a posted card it is understood for ever.</param>
/// <param name="Args">Comes back with the press; at most 1,500 characters as JSON; no key named <c>key</c>.</param>
public sealed record Button(Text Label, string Action, IReadOnlyDictionary<string, string> Args)
{
    /// <summary>Whether pressing it opens a <see cref="Form"/>; platforms must know beforehand.</summary>
    public bool OpensForm { get; init; }

    /// <summary>How much it stands out.</summary>
    public ButtonTone Tone { get; init; }

    /// <summary>A page that it opens; then its <see cref="Action"/> is <see cref="LinkAction"/>.</summary>
    public Uri? Link { get; init; }

    /// <summary>The wire name of buttons that open a page. Some platforms tell of their press all the same; nothing is done.</summary>
    public const string LinkAction = "link";

    /// <summary>A button that opens a page.</summary>
    public static Button To(Text label, Uri link) => new(label, LinkAction, new Dictionary<string, string>()) { Link = link };
}

/// <summary>How much a button stands out. Never the only carrier of meaning.</summary>
public enum ButtonTone
{
    /// <summary>One of several equal choices.</summary>
    Plain,

    /// <summary>The way forward.</summary>
    Primary,

    /// <summary>Cannot be undone.</summary>
    Danger,
}
