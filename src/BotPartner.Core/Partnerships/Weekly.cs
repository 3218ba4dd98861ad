using System.Globalization;
using BotPartner.Core.Chat;
using NodaTime;
using NodaTime.Text;

namespace BotPartner.Core.Partnerships;

/// <summary>A moment that comes back each week, by the calendar and the clock on the wall of a place.</summary>
/// <param name="Day">On which day.</param>
/// <param name="Time">At which minute.</param>
public sealed record Weekly(IsoDayOfWeek Day, LocalTime Time)
{
    private static readonly LocalTimePattern Minute = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>When the digest comes where nobody chose otherwise.</summary>
    public static Weekly Usual { get; } = new(IsoDayOfWeek.Monday, new LocalTime(9, 0));

    /// <summary>How it is called.</summary>
    public Text Label => Text.Say("weekly.at", ("weekday", Weekday(Day)), ("time", Hour));

    /// <summary>The time as it is typed.</summary>
    public string Hour => Minute.Format(Time);

    /// <summary>A day of the week by its name.</summary>
    public static Text Weekday(IsoDayOfWeek day) => new Text.Said($"date.weekday.{(int)day}");

    /// <summary>Reads the wire form; null for none.</summary>
    public static Weekly? Parse(string? wire) =>
        wire is { Length: 7 } && wire[1] == 'T' && wire[0] is >= '1' and <= '7' && Minute.Parse(wire[2..]) is { Success: true, Value: var time }
            ? new((IsoDayOfWeek)(wire[0] - '0'), time)
            : null;

    /// <summary>Wire form, e.g. <c>1T09:00</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Day}T{Hour}");
}
