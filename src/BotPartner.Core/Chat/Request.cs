using NodaTime;

namespace BotPartner.Core.Chat;

/// <summary>Something a person did in a chat. May arrive twice, late or out of order.</summary>
public abstract record Request
{
    private Request()
    {
    }

    /// <summary>The same for every delivery of the same act, different for different acts. At most 200 characters.</summary>
    public required string Id { get; init; }

    /// <summary>Who did it; authenticated by the adapter.</summary>
    public required Person Person { get; init; }

    /// <summary>Where it was done.</summary>
    public required Place Place { get; init; }

    /// <summary>When it was done by the platform's own clock, not when it arrived.</summary>
    public required Instant At { get; init; }

    /// <summary>Whether it was done where the bot need not be, as with a <see cref="Shortcut"/>: then it says nothing of the place.</summary>
    public bool Aside { get; init; }

    /// <summary>Words addressed to the bot, its own mention taken off.</summary>
    /// <param name="Words">What was typed, other people's mentions shown as <c>@Name</c>.</param>
    public sealed record Said(string Words) : Request
    {
        /// <summary>The people mentioned, in the order of the text.</summary>
        public IReadOnlyList<Person> Mentions { get; init; } = [];
    }

    /// <summary>A button of a card, or a shortcut of the same name, which carries nothing.</summary>
    /// <param name="Action">The button's wire name, as in <see cref="Button.Action"/>.</param>
    /// <param name="Args">What the button carried. It came back through a client: look up, never trust.</param>
    public sealed record Pressed(string Action, IReadOnlyDictionary<string, string> Args) : Request
    {
        /// <summary>The message that was pointed at with a <see cref="Shortcut.Message"/> shortcut; null where none was.</summary>
        public Quoted? About { get; init; }
    }

    /// <summary>A form, filled in and sent.</summary>
    /// <param name="Form">The form's wire name, as in <see cref="Chat.Form.Id"/>.</param>
    /// <param name="Args">What the form carried, unseen by the person; as little to be trusted as a button's.</param>
    /// <param name="Values">Field id to what was entered; a field left empty is absent.</param>
    public sealed record Submitted(string Form, IReadOnlyDictionary<string, string> Args, IReadOnlyDictionary<string, string> Values) : Request;

    /// <summary>Something is looked for, while a message is being written in <see cref="Place"/>, where the bot may not be.</summary>
    /// <param name="Search">The wire name of <see cref="Route.Search"/>; empty for the only one that there is.</param>
    /// <param name="Words">As far as they are typed; empty at first.</param>
    /// <param name="Skip">How many of what is found were given before.</param>
    /// <param name="Take">How many more there is room for, 1 to 25.</param>
    public sealed record Sought(string Search, string Words, int Skip, int Take) : Request;

    /// <summary>A person opened the bot's own page; <see cref="Place"/> is their direct conversation.</summary>
    public sealed record Visited : Request;

    /// <summary>The bot was added to a place, by <see cref="Person"/> where the platform says so.</summary>
    public sealed record Arrived : Request;

    /// <summary>The bot was removed from a place, or the place is no more.</summary>
    public sealed record Removed : Request;

    /// <summary>A place is called differently now: as <see cref="Place"/> says.</summary>
    public sealed record Renamed : Request;

    /// <summary>A place has another id now: <see cref="Place"/> is what was this one before.</summary>
    public sealed record Moved(Place Before) : Request;
}
