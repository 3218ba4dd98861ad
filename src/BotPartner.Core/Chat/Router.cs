using System.Collections.Frozen;
using BotPartner.Core.Documents;
using BotPartner.Core.Languages;

namespace BotPartner.Core.Chat;

/// <summary>Finds the one feature that a request is for.</summary>
public sealed class Router
{
    private const string Nameless = "unknown";
    private readonly FrozenDictionary<string, Route.Press> presses;
    private readonly FrozenDictionary<string, Route.Submit> submits;
    private readonly FrozenDictionary<string, Route.Wake> wakes;
    private readonly FrozenDictionary<string, Route.Search> searches;
    private readonly Route.Home? home;
    private readonly Route.Arrival? arrival;
    private readonly Route.Removal? removal;
    private readonly Route.Renaming? renaming;
    private readonly Route.Moving? moving;
    private readonly Verbs verbs;
    private readonly Help help;

    /// <summary>Builds the ways in from the features.</summary>
    /// <param name="features">All of them.</param>
    /// <param name="texts">The words that commands begin with.</param>
    /// <param name="guide">Knows what helps whom; without it everybody is shown everything.</param>
    /// <exception cref="InvalidOperationException">Two features take the same way.</exception>
    public Router(IEnumerable<IFeature> features, Texts texts, IGuide? guide = null)
    {
        var routes = features.SelectMany(f => f.Routes).ToArray();
        Commands = [.. routes.OfType<Route.Command>().OrderBy(c => c.Order)];
        verbs = new Verbs(Commands.Append(HelpCommand), texts);
        help = new Help(Commands, verbs, guide);
        Route.Press[] pressed = [
            .. routes.OfType<Route.Press>(),
            new(Help.Action, help.Overview) { Shortcut = Shortcut.Global },
            new(Button.LinkAction, (_, _) => Task.FromResult(Reply.None)),
        ];
        presses = Unique(pressed, p => p.Action);
        Shortcuts = [.. pressed.Where(p => p.Shortcut != Shortcut.None)];
        submits = Unique(routes.OfType<Route.Submit>(), s => s.Form);
        wakes = Unique(routes.OfType<Route.Wake>(), w => w.Kind);
        Searches = [.. routes.OfType<Route.Search>()];
        searches = Unique(Searches, s => s.Name);
        home = routes.OfType<Route.Home>().SingleOrDefault();
        arrival = routes.OfType<Route.Arrival>().SingleOrDefault();
        removal = routes.OfType<Route.Removal>().SingleOrDefault();
        renaming = routes.OfType<Route.Renaming>().SingleOrDefault();
        moving = routes.OfType<Route.Moving>().SingleOrDefault();
    }

    /// <summary>The commands, in the order of the help.</summary>
    public IReadOnlyList<Route.Command> Commands { get; }

    /// <summary>The buttons that are offered outside of cards, too, in the order of the features; the help comes last.</summary>
    public IReadOnlyList<Route.Press> Shortcuts { get; }

    /// <summary>What can be looked for while a message is being written, in the order of the features.</summary>
    public IReadOnlyList<Route.Search> Searches { get; }

    /// <summary>Whether there is a page for each person.</summary>
    public bool HasHome => home is not null;

    /// <summary>The wire names of all buttons that are understood.</summary>
    public IEnumerable<string> Actions => presses.Keys;

    /// <summary>The wire names of all forms that are understood.</summary>
    public IEnumerable<string> Forms => submits.Keys;

    /// <summary>The kinds of documents that some feature wakes.</summary>
    public IEnumerable<string> Wakes => wakes.Keys;

    private Route.Command HelpCommand => new("help", (said, rest, ct) => help.For(said, rest, ct)) { Order = 0 };

    /// <summary>Does what was asked and says what to answer. A refusal is an answer, too.</summary>
    /// <exception cref="StoreUnavailableException">Nothing can be promised: ask for the request to be delivered again.</exception>
    public Task<Reply> Handle(Request request, CancellationToken cancellation) =>
        Bounds.Refuse(request) is { } refused ? Task.FromResult(refused) : Routed(request, cancellation);

    private Task<Reply> Routed(Request request, CancellationToken cancellation) => request switch
    {
        Request.Said said => Say(said, cancellation),
        Request.Pressed pressed => presses.TryGetValue(pressed.Action, out var press)
            ? press.Run(pressed, cancellation)
            : Task.FromResult(Help.Outdated()),
        Request.Submitted submitted => submits.TryGetValue(submitted.Form, out var submit)
            ? submit.Run(submitted, cancellation)
            : Task.FromResult(Help.Outdated()),
        Request.Sought sought => (searches.GetValueOrDefault(sought.Search) ?? (sought.Search.Length == 0 && Searches is [var only] ? only : null)) is { } search
            ? search.Run(sought, cancellation)
            : Task.FromResult(Help.Outdated()),
        Request.Visited visited when home is not null => home.Run(visited, cancellation),
        Request.Arrived arrived when arrival is not null => arrival.Run(arrived, cancellation),
        Request.Removed removed when removal is not null => removal.Run(removed, cancellation),
        Request.Renamed renamed when renaming is not null => renaming.Run(renamed, cancellation),
        Request.Moved moved when moving is not null => moving.Run(moved, cancellation),
        _ => Task.FromResult(Reply.None),
    };

    /// <summary>Whether a request is counted against its place: see <see cref="Route.ForPlace"/>.</summary>
    public bool CountsForPlace(Request request) => request switch
    {
        Request.Said said => verbs.Match(said.Words)?.Command.ForPlace != false,
        Request.Pressed pressed => presses.GetValueOrDefault(pressed.Action)?.ForPlace == true,
        Request.Submitted submitted => submits.GetValueOrDefault(submitted.Form)?.ForPlace != false,
        _ => false,
    };

    /// <summary>The wire name of what a request is for: a verb, an action, a form; never anything that somebody wrote.</summary>
    public string NameOf(Request request) => request switch
    {
        Request.Said said => string.IsNullOrWhiteSpace(said.Words) ? "help" : verbs.Match(said.Words)?.Command.Verb ?? Nameless,
        Request.Pressed pressed => presses.ContainsKey(pressed.Action) ? pressed.Action : Nameless,
        Request.Submitted submitted => submits.ContainsKey(submitted.Form) ? submitted.Form : Nameless,
        Request.Sought sought => searches.ContainsKey(sought.Search) ? sought.Search : Nameless,
        Request.Visited => "home",
        Request.Arrived => "arrived",
        Request.Removed => "removed",
        Request.Renamed => "renamed",
        Request.Moved => "moved",
        _ => Nameless,
    };

    /// <summary>Whether documents of a kind are woken each by itself.</summary>
    public bool WakesApart(string kind) => wakes.TryGetValue(kind, out var wake) && wake.Apart;

    /// <summary>Wakes documents of one kind.</summary>
    /// <returns>False if no feature knows the kind.</returns>
    public async Task<bool> Wake(string kind, IReadOnlyList<Key> due, CancellationToken cancellation)
    {
        if (!wakes.TryGetValue(kind, out var wake))
        {
            return false;
        }

        await wake.Run(due, cancellation);
        return true;
    }

    private async Task<Reply> Say(Request.Said said, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(said.Words))
        {
            return await help.Overview(said, cancellation);
        }

        if (verbs.Match(said.Words) is not var (command, rest))
        {
            return help.Unknown(said.Words);
        }

        // There is no form to keep open yet.
        return await command.Run(said, rest, cancellation) is var reply && reply is Reply.Correct correct ? correct.Anew : reply;
    }

    private static FrozenDictionary<string, T> Unique<T>(IEnumerable<T> routes, Func<T, string> name)
    {
        var byName = new Dictionary<string, T>();
        foreach (var route in routes)
        {
            if (!byName.TryAdd(name(route), route))
            {
                throw new InvalidOperationException($"two features take {typeof(T).Name} '{name(route)}'");
            }
        }

        return byName.ToFrozenDictionary();
    }
}
