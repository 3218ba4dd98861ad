using BotPartner.Core.Chat;
using BotPartner.Core.Tensions;
using NodaTime;

namespace BotPartner.Tests.Access;

/// <summary>One way to ask for something, with what goes with it.</summary>
/// <param name="Kind">How: said, pressed, sent, sought, visited.</param>
/// <param name="Name">The router's name of it: verb, action, form, search.</param>
/// <param name="Args">What is typed, or what the button or form carries: <c>n=1; c=for</c>. Names in braces are the world's; <c>move=t1/Raiser/escalate</c>
/// is what the button of that move carries. The partnership is added, unless it begins with <c>!</c>.</param>
/// <param name="Values">What is filled in.</param>
/// <param name="Changes">Whether who may do it thereby changes something.</param>
internal sealed record Way(string Kind, string Name, string Args, string Values, bool Changes)
{
    public string Title => $"{Kind} {Name} {Args} {Values}".TrimEnd();

    /// <summary>Typed, and something is changed.</summary>
    public static Way Says(string verb, string words) => new("said", verb, words, "", true);

    /// <summary>Typed, and something is shown.</summary>
    public static Way Asks(string verb, string words) => Says(verb, words) with { Changes = false };

    /// <summary>A button, and something is changed.</summary>
    public static Way Presses(string action, string args = "") => new("pressed", action, args, "", true);

    /// <summary>A button, and something is shown.</summary>
    public static Way Opens(string action, string args = "") => Presses(action, args) with { Changes = false };

    /// <summary>A form, and something is changed.</summary>
    public static Way Sends(string form, string args, string values) => new("sent", form, args, values, true);

    /// <summary>A form, and something is shown.</summary>
    public static Way Fills(string form, string args, string values) => Sends(form, args, values) with { Changes = false };

    /// <summary>Looked for while writing.</summary>
    public static Way Seeks(string search, string words) => new("sought", search, words, "", false);

    /// <summary>The own page.</summary>
    public static Way Visits() => new("visited", "home", "", "", false);

    /// <summary>The request, made by somebody.</summary>
    public Request By(Who who, World world, Instant at, string id = "cell")
    {
        var (person, place) = (Cast.Of(who), Cast.Where(who));
        return Kind switch
        {
            "said" => new Request.Said(world.Named(Args)) { Id = id, Person = person, Place = place, At = at, Mentions = [.. Mentioned(Args)] },
            "pressed" => new Request.Pressed(Name, Read(Args, world)) { Id = id, Person = person, Place = place, At = at },
            "sent" => new Request.Submitted(Name, Read(Args, world), Pairs(world.Named(Values))) { Id = id, Person = person, Place = place, At = at },
            "sought" => new Request.Sought(Name, Args, 0, 5) { Id = id, Person = person, Place = place, At = at },
            "visited" => new Request.Visited { Id = id, Person = person, Place = person.Direct, At = at },
            _ => throw new NotSupportedException(Kind),
        };
    }

    /// <summary>What the button or form carries.</summary>
    public static Dictionary<string, string> Read(string args, World world)
    {
        var read = new Dictionary<string, string>();
        if (!args.StartsWith('!'))
        {
            read["p"] = World.Id;
        }

        foreach (var (name, value) in Pairs(world.Named(args.TrimStart('!'))))
        {
            if (name != "move")
            {
                read[name] = value;
                continue;
            }

            var parts = value.Split('/');
            foreach (var (carried, what) in world.Move(parts[0], Enum.Parse<Side>(parts[1]), parts[2]))
            {
                read[carried] = what;
            }
        }

        return read;
    }

    private static Dictionary<string, string> Pairs(string text) => text.Split("; ", StringSplitOptions.RemoveEmptyEntries)
        .Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]);

    private static IEnumerable<Person> Mentioned(string words) => words.Split(' ').Where(w => w.StartsWith('@'))
        .Select(w => Cast.Of(Cast.Everybody.First(c => (c & (Who.Twin | Who.TwinOfSteward)) == Who.None && Cast.Of(c).Name == w[1..])));
}
