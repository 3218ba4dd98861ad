using BotPartner.Core.Documents;

namespace BotPartner.Core.Chat;

/// <summary>One thing that can be done: how people and the clock reach it. The router is built from all of them.</summary>
public interface IFeature
{
    /// <summary>Its ways in. A way taken by two features stops the start.</summary>
    IEnumerable<Route> Routes { get; }
}

/// <summary>A way into a feature.</summary>
public abstract record Route
{
    private Route()
    {
    }

    /// <summary>Whether it is counted against its place, where only so much may be done in a minute; null for what is usual: words and forms are, buttons
    /// are not. Not, where everybody of a place may do it in the same minute, as with ballots; but a button is, if it has the bot speak there.</summary>
    public bool? ForPlace { get; init; }

    /// <summary>Words typed to the bot that begin with a verb.</summary>
    /// <param name="Verb">Wire name, e.g. <c>partner.add</c>. The words people type are the catalogue's <c>verb.{Verb}</c> in every language
    /// (several, separated by <c>|</c>), its help <c>help.{Verb}</c> and its usage <c>usage.{Verb}</c>.</param>
    /// <param name="Run">Gets what was typed after the verb.</param>
    public sealed record Command(string Verb, Func<Request.Said, string, CancellationToken, Task<Reply>> Run) : Route
    {
        /// <summary>Where it stands in the help; null to leave it out.</summary>
        public int? Order { get; init; }
    }

    /// <summary>A button.</summary>
    /// <param name="Action">Wire name. Of a shortcut, the words people choose it by are the catalogue's <c>shortcut.{Action}</c>, which begin with a verb
    /// and have at most 24 characters in every language; what it does is <c>shortcut.{Action}.about</c>, at most 128 characters.</param>
    /// <param name="Run">Gets what the button carried; of a shortcut nothing but, perhaps, the message it was used on.</param>
    public sealed record Press(string Action, Func<Request.Pressed, CancellationToken, Task<Reply>> Run) : Route
    {
        /// <summary>Where else than on cards it is offered.</summary>
        public Shortcut Shortcut { get; init; }
    }

    /// <summary>A form sent.</summary>
    public sealed record Submit(string Form, Func<Request.Submitted, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>Something that can be looked for while a message is being written, and put into it.</summary>
    /// <param name="Name">Wire name, e.g. <c>principle</c>; at most 64 letters, digits and dots. The words people choose it by are the catalogue's
    /// <c>search.{Name}</c>, at most 32 characters in every language; what it does is <c>search.{Name}.about</c>, at most 128 characters; what is
    /// to be typed is <c>search.{Name}.words</c>, at most 32 characters.</param>
    /// <param name="Run">Answers with <see cref="Reply.Found"/>, or says why not. No words are asked for first: the answer is what most will want.
    /// It must be had within a few seconds, and nothing may follow from it, since it is asked for at every pause of typing.</param>
    public sealed record Search(string Name, Func<Request.Sought, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>The bot's own page, which some platforms keep for each person.</summary>
    /// <param name="Run">Answers with <see cref="Reply.Show"/>: what that person may see, and nobody else does. Nothing may follow from it.</param>
    public sealed record Home(Func<Request.Visited, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>The bot was added to a place.</summary>
    public sealed record Arrival(Func<Request.Arrived, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>The bot was removed from a place.</summary>
    public sealed record Removal(Func<Request.Removed, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>A place was renamed.</summary>
    public sealed record Renaming(Func<Request.Renamed, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>A place has another id.</summary>
    public sealed record Moving(Func<Request.Moved, CancellationToken, Task<Reply>> Run) : Route;

    /// <summary>Documents of a kind that wanted to be woken. May run twice, also at the same time: must come out as once.</summary>
    /// <param name="Kind">Wire name of the kind.</param>
    /// <param name="Run">Gets the keys of those due, at most some hundreds; leaves none of them due in the past.</param>
    public sealed record Wake(string Kind, Func<IReadOnlyList<Key>, CancellationToken, Task> Run) : Route
    {
        /// <summary>Whether they have nothing to gain from being woken together: each is then woken by itself, several at a time.
        /// One that fails, or takes long, holds up no other.</summary>
        public bool Apart { get; init; }
    }
}
