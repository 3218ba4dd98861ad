using System.Globalization;
using System.Runtime.InteropServices;
using BotPartner.Core.Documents;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace BotPartner.Storage.Sqlite;

/// <summary>How an entry lies in the table.</summary>
internal static class Rows
{
    /// <summary>What <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "partition, id, kind, version, due, expires, body";

    /// <summary>The entry of a row; the one that is known already under this name and version, if there is one: somebody may have parsed it.</summary>
    public static Entry Read(SqliteDataReader row, DocumentCache? known)
    {
        var (key, version) = (new Key(row.GetString(0), row.GetString(1)), Version(row.GetInt64(3)));
        return known?.At(key, version) ?? new(key, row.GetString(2), row.GetFieldValue<byte[]>(6), Moment(row, 4), Moment(row, 5), version);
    }

    public static string Version(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a version; 0, which no document has, for what this store never gave.</summary>
    public static long Number(string version) =>
        long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>Rounded up, so that what is due by its row is due by its own time, too.</summary>
    public static long Milliseconds(Instant instant) => (instant + Duration.FromMilliseconds(1) - Duration.Epsilon).ToUnixTimeMilliseconds();

    public static object Milliseconds(Instant? instant) => instant is { } at ? Milliseconds(at) : DBNull.Value;

    public static byte[] Bytes(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var part) && part.Offset == 0 && part.Count == part.Array!.Length ? part.Array : body.ToArray();

    private static Instant? Moment(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : Instant.FromUnixTimeMilliseconds(row.GetInt64(column));
}

/// <summary>A statement prepared once.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand command;

    public Statement(SqliteConnection connection, string sql, params ReadOnlySpan<string> parameters)
    {
        command = connection.CreateCommand();
#pragma warning disable CA2100 // Only constants of this folder come here; values are always bound.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var name in parameters)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Binds the values, in the order of the parameters.</summary>
    public SqliteCommand With(params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i];
        }

        return command;
    }

    public int Run(params ReadOnlySpan<object> values) => With(values).ExecuteNonQuery();

    public void Dispose() => command.Dispose();
}
