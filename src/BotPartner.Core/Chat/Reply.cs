namespace BotPartner.Core.Chat;

/// <summary>The direct answer to the person who acted: private to them where the platform can, and nothing that must last.</summary>
public abstract record Reply
{
    private Reply()
    {
    }

    /// <summary>The person's own language if it is known better than the platform knows it.</summary>
    public string? Language { get; init; }

    /// <summary>The IANA zone of the partnership, if one is known, for readers whose own is not.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Whether nobody else may read it: where a platform has no private answer in a shared place, it goes to the direct conversation.</summary>
    public bool Confidential { get; init; }

    /// <summary>Whether it says why nothing was done. Only counted.</summary>
    public bool Refused { get; init; }

    /// <summary>Whether a ballot was taken; null where none was cast. Only counted.</summary>
    public bool? Ballot { get; init; }

    /// <summary>Nothing to say.</summary>
    public sealed record Nothing : Reply;

    /// <summary>A card.</summary>
    public sealed record Show(Card Card) : Reply;

    /// <summary>A form to fill in.</summary>
    public sealed record Open(Form Form) : Reply;

    /// <summary>What is wrong with a submitted form, by field id; it stays open and keeps what was typed.</summary>
    /// <param name="Form">The form again, holding what was typed, for where it cannot be kept open.</param>
    /// <param name="Errors">Field id to what to change.</param>
    public sealed record Correct(Form Form, IReadOnlyDictionary<string, Text> Errors) : Reply
    {
        /// <summary>The form opened anew, saying above the fields what is wrong, then what it says anyway: for what was typed as a command.</summary>
        public Open Anew => new(Form with
        {
            Intro = new Text.Joined([.. Errors.Values.Concat(Form.Intro is { } intro ? [intro] : []).SelectMany((e, i) => i == 0 ? [e] : new Text[] { new Text.Verbatim(" "), e })]),
        })
        {
            Language = Language,
            TimeZone = TimeZone,
            Confidential = Confidential,
        };
    }

    /// <summary>What was found by a <see cref="Route.Search"/>, to be chosen from and put into a message that everybody there reads.</summary>
    public sealed record Found(IReadOnlyList<Hit> Hits) : Reply;

    /// <summary>A file: handed over where the platform takes one from the bot; elsewhere a link that leads to it.</summary>
    /// <param name="Name">With its extension.</param>
    /// <param name="MediaType">E.g. <c>application/json</c>.</param>
    /// <param name="Write">Writes its bytes, which are UTF-8 text; may be called more than once, and later.</param>
    /// <param name="Text">What it is.</param>
    /// <param name="Source">What a link to it names.</param>
    public sealed record File(string Name, string MediaType, Func<Stream, CancellationToken, Task> Write, Text Text, FileSource Source) : Reply;

    /// <summary>Nothing to say.</summary>
    public static Reply None { get; } = new Nothing();

    /// <summary>One paragraph, optionally with buttons that lead on.</summary>
    public static Reply Say(Text text, params Button[] buttons) =>
        new Show(buttons.Length == 0 ? Card.Of(text) : Card.Of(text, new Element.Buttons(buttons)));
}

/// <summary>One thing that was found.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Line">What tells it from the others, in a line.</param>
/// <param name="Card">What is put into the message: whoever reads it there has no more than it says. Without buttons.</param>
public sealed record Hit(Text Title, Text Line, Card Card);

/// <summary>Names a file so that it can be made again: no right to it.</summary>
/// <param name="Partnership">The partnership's id.</param>
/// <param name="What">Wire name of the file within it, e.g. <c>record/12</c>.</param>
public sealed record FileSource(string Partnership, string What);

/// <summary>Why something was not done: what is wrong and what to do, as a text. Not an error of the program.</summary>
public sealed record Refusal(Text Text)
{
    /// <summary>A refusal from the catalogue.</summary>
    public static Refusal Of(string key, params ReadOnlySpan<(string Name, Text Value)> args) => new(Text.Say(key, args));

    /// <summary>The refusal as an answer.</summary>
    public Reply ToReply() => Reply.Say(Text) with { Refused = true };
}
